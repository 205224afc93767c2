public import Editorial

extension Framing {
    /// How a shot's takes fill the picture of a deliverable, this being how they do in the film. What a deliverable says goes before what a
    /// shot says; only what is found gives way to a point that is named for one shot.
    public func `in`(_ deliverable: DeliverableSpec, of shot: Framing?) -> Framing {
        var framing = shot ?? self
        framing.fit = deliverable.fit ?? framing.fit
        let isNamed = framing.anchor != .auto && framing.anchor != anchor
        if let found = deliverable.anchor, found != .auto || !isNamed { framing.anchor = found }
        return framing
    }
}
