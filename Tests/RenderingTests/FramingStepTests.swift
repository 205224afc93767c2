import Editorial
import Recipes
import Testing

struct FramingStepTests {
    @Test func aFilmThatIsSimplyCoveredHasNoStep() {
        #expect(FramingStep(.plain, isStill: false, length: 48) == nil)
        #expect(FramingStep(Framing(pushStills: 0.1), isStill: false, length: 48) == nil)
    }

    @Test func sharesBecomeThousandths() {
        let step = FramingStep(Framing(fit: .contain, anchor: .point(x: 0.3335, y: 1), zoom: 1.25), isStill: false, length: 48)
        #expect(step == FramingStep(fit: .contain, anchor: [334, 1000], zoom: 1250))
    }

    @Test func whatNothingMovesInIsPushedAsStillsAreUnlessItHasAPushOfItsOwn() {
        #expect(FramingStep(Framing(pushStills: 0.1), isStill: true, length: 48) == FramingStep(push: 100, length: 48))
        #expect(FramingStep(Framing(push: -0.05, pushStills: 0.1), isStill: true, length: 48) == FramingStep(push: -50, length: 48))
    }

    @Test func theLengthIsInTheKeyOnlyWhereSomethingGoesByIt() {
        #expect(FramingStep(Framing(zoom: 1.5), isStill: false, length: 48) == FramingStep(Framing(zoom: 1.5), isStill: false, length: 40))
        #expect(FramingStep(Framing(anchor: .auto), isStill: false, length: 48) == FramingStep(anchor: nil, length: 48))
    }

    @Test func aDeliverableGoesBeforeTheShotAndTheShotBeforeTheFilm() {
        let film = Framing(fit: .contain, anchor: .point(x: 0, y: 0.5), zoom: 1.1)
        let shot = Framing(fit: .blur, anchor: .point(x: 1, y: 0.5), zoom: 1.2)
        #expect(film.in(DeliverableSpec(), of: nil) == film)
        #expect(film.in(DeliverableSpec(), of: shot) == shot)
        let own = film.in(DeliverableSpec(fit: .cover, anchor: .point(x: 0.3, y: 0.3)), of: shot)
        #expect(own == Framing(fit: .cover, anchor: .point(x: 0.3, y: 0.3), zoom: 1.2))
    }

    @Test func whatIsFoundGivesWayToAPointThatAShotNames() {
        let vertical = DeliverableSpec(anchor: .auto)
        let named = Framing(anchor: .point(x: 0.3, y: 0.5))
        #expect(Framing.plain.in(vertical, of: named).anchor == .point(x: 0.3, y: 0.5))
        #expect(Framing.plain.in(vertical, of: Framing(zoom: 1.3)).anchor == .auto)
        #expect(Framing.plain.in(vertical, of: nil).anchor == .auto)
    }
}
