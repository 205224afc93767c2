import Hummingbird

struct CutRoutes {
    let desk: ReviewDesk

    func add(to router: RouterGroup<ReviewContext>) {
        router.get("cut") { _, _ in try JSONAnswer.response(await desk.cuts.look()) }
        router.get("cut/diff") { _, _ in try JSONAnswer.response(await desk.cuts.differenceFromAutomatic()) }
        router.get("cut/candidates/:slot") { _, context in
            try JSONAnswer.response(await desk.cuts.choices(for: context.parameters.require("slot", as: Int.self)))
        }
        router.get("cut/trial/:slot/:take") { _, context in
            let (slot, take) = (try context.parameters.require("slot", as: Int.self), try context.parameters.require("take"))
            return try JSONAnswer.response(await desk.cuts.trial(of: take, in: slot))
        }
        router.post("cut") { request, _ in try JSONAnswer.response(await desk.cuts.edit(try await JSONAnswer.value(of: request))) }
    }
}
