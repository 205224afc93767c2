/// Brings the light and the colours of clips towards those around them.
///
/// Each clip's aim is the mean of its own light and that of two clips on either side. What is two and a half stops away or more is meant to
/// be so, a night between days, and pulls at nothing; what is nearer than one stop pulls in full.
package enum LightMatch {
    /// Weights of a clip itself, the ones beside it and those beyond.
    private static let weights = [2.0, 2.0, 1.0]
    /// Distances in stops up to which a neighbour counts in full, and from which on not at all.
    private static let (near, far) = (1.0, 2.5)
    /// Most that is changed, in stops: of light, and of a colour (15 %).
    package static let (mostLight, mostColour) = (1.0, 0.2)
    /// Changes are whole steps of a stop, so that a clip that changes a little leaves its neighbours' segments as they are.
    package static let step = 1.0 / 16

    /// Stops that red, green and blue of each clip are to be raised by; zeros where there is nothing to do or nothing was measured.
    /// - Parameters:
    ///   - takes: what the clips show, in the film's order.
    ///   - shares: how far each is to go, 0 to 1.
    package static func stops(_ takes: [TakeLight?], shares: [Double]) -> [[Double]] {
        takes.indices.map { index in
            guard let own = takes[index], shares[index] > 0 else { return [0, 0, 0] }
            var (whole, light, colour) = (0.0, 0.0, [0.0, 0.0, 0.0])
            for other in max(0, index - weights.count + 1)...min(takes.count - 1, index + weights.count - 1) {
                guard let neighbour = takes[other] else { continue }
                let distance = abs(neighbour.light - own.light)
                let weight = weights[abs(other - index)] * min(1, max(0, (far - distance) / (far - near)))
                whole += weight
                light += weight * (neighbour.light - own.light)
                for channel in 0..<3 { colour[channel] += weight * (neighbour.colour[channel] - own.colour[channel]) }
            }
            let raised = held(shares[index] * light / whole, mostLight)
            return colour.map { stepped(raised + held(shares[index] * $0 / whole, mostColour)) }
        }
    }

    private static func held(_ stops: Double, _ most: Double) -> Double { min(most, max(-most, stops)) }

    private static func stepped(_ stops: Double) -> Double { (stops / step).rounded() * step }
}
