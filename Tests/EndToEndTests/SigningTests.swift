import Content
import Foundation
import Subprocess
import Testing

/// C2PA, checked with that project's own readers. Without its library these tests are skipped, aloud.
@Suite(.enabled(if: C2PA.library != nil, Comment(rawValue: C2PA.why))) struct SigningTests {
    private func object(_ project: TinyProject, _ name: String) throws -> [String: Any] {
        let data = try #require(project.data("out/" + name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func credential(_ record: [String: Any]) throws -> [String: Any] {
        try #require((record["signature"] as? [String: Any])?["credential"] as? [String: Any])
    }

    @Test func aTestSignatureHoldsAndSaysThatNobodyTrustsIt() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "provenance: {sign: test}"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        let warnings = built.events("warning").compactMap { $0["message"] as? String ?? $0["text"] as? String }
        #expect(warnings.contains { $0.contains("TEST SIGNATURE") && $0.contains("nobody trusts") }, "\(warnings)")
        let record = try object(project, "final.provenance.json")
        let credential = try credential(record)
        #expect((record["signature"] as? [String: Any])?["by"] as? String == "test")
        #expect(credential["state"] as? String == "valid" && credential["failures"] as? [String] == ["signingCredential.untrusted"])
        #expect(credential["actions"] as? [String] == ["c2pa.created", "c2pa.placed", "c2pa.edited"])
        #expect(credential["sources"] as? [String] == ["http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"])
        let takes = Set(try project.clips().compactMap { $0["take"] as? String })
        #expect((credential["ingredients"] as? [Any])?.count == takes.count + 1, "the takes and the song")
        // It plays as it did, and a second build leaves it alone.
        let film = project.data("out/final.mp4")
        let inspected = try await Program.run("inspect", "out/final.mp4", "--json", in: project.folder)
        #expect(inspected.out.contains("\"frames\":\(TinyProject.seconds * 24)") && inspected.out.contains("\"audioSamples\":\(TinyProject.seconds * 48000)"))
        let again = try await project.build()
        #expect(again.code == 0 && again.made("join") <= 0 && project.data("out/final.mp4") == film)
        let good = try await Program.run("verify", "out/final.mp4", in: project.folder)
        #expect(good.code == 0 && good.out.contains("its C2PA signature holds") && good.out.contains("TEST SIGNATURE"), "\(good.out)\(good.err)")
    }

    @Test func theProjectsOwnPythonReaderAgrees() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "provenance: {sign: test}"))
        #expect(try await project.build().code == 0)
        guard let report = try await C2PA.report(project.folder + "/out/final.mp4") else {
            return C2PA.skip("python3 cannot load c2pa here, so only the library's own C reader looked")
        }
        #expect(report["validation_state"] as? String == "Valid")
        let label = try #require(report["active_manifest"] as? String)
        let active = try #require((report["manifests"] as? [String: Any])?[label] as? [String: Any])
        #expect((active["claim_generator_info"] as? [[String: Any]])?.first?["name"] as? String == "mv")
        let ingredients = try #require(active["ingredients"] as? [[String: Any]])
        let ids = Set(ingredients.compactMap { $0["instance_id"] as? String })
        for take in try project.clips().compactMap({ $0["take"] as? String }) { #expect(ids.contains("sha256:" + take)) }
    }

    @Test func aChangedFilmNoLongerHolds() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "provenance: {sign: test}"))
        #expect(try await project.build().code == 0)
        var bytes = try #require(project.data("out/final.mp4"))
        let media = try #require(bytes.range(of: Data("mdat".utf8), options: .backwards))
        bytes[(media.upperBound + bytes.count) / 2] ^= 0xFF
        try bytes.write(to: URL(filePath: project.folder + "/out/final.mp4"))
        let bad = try await Program.run("verify", "out/final.mp4", in: project.folder)
        #expect(bad.code == 1 && bad.err.contains("its C2PA signature does not hold: assertion.bmffHash.mismatch"), "\(bad.err)")
        // The film before it was signed carries no manifest.
        let plain = try TinyProject()
        #expect(try await plain.build().code == 0)
        let lost = try await Program.run(
            "verify", plain.folder + "/out/final.mp4", "--provenance", "out/final.provenance.json", in: project.folder)
        #expect(lost.code == 1 && lost.err.contains("carries no C2PA manifest any more"), "\(lost.err)")
    }

    @Test func aCertificateOfOnesOwnSignsAndItsKeyIsKeptNowhere() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml())
        guard try await C2PA.makeCertificate(in: project.folder) else { return C2PA.skip("there is no openssl to make a certificate with") }
        try project.write(TinyProject.yaml(more: "provenance: {sign: {certificate: chain.pem, key: key.pem}}"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        let credential = try credential(try object(project, "final.provenance.json"))
        #expect(credential["state"] as? String == "valid" && credential["signer"] as? String == "Sleepers")
        // A line of the key, in text or in bytes, is in no file but its own.
        let key = try #require(project.data("key.pem"))
        let line = try #require(String(decoding: key, as: UTF8.self).split(separator: "\n").dropFirst().first)
        let bytes = try #require(Data(base64Encoded: String(line)))
        let secrets = [Data(line.utf8), bytes.suffix(30)]
        let walker = try #require(FileManager.default.enumerator(atPath: project.folder))
        var looked = 0
        for case let name as String in walker where name != "key.pem" {
            guard let data = project.data(name) else { continue }
            looked += 1
            for secret in secrets { #expect(data.range(of: secret) == nil, "\(name) holds the key") }
        }
        #expect(looked > 30 && !built.out.contains(line) && !built.err.contains(line))
        // Another certificate signs anew; a key that is not its own is refused, and the film stays.
        let film = project.data("out/final.mp4")
        let other = try #require(project.data("root.key"))
        try other.write(to: URL(filePath: project.folder + "/key.pem"))
        #expect(try await project.build().code == 0, "a film that is signed is not signed again")
        #expect(project.data("out/final.mp4") == film)
        try FileManager.default.removeItem(atPath: project.folder + "/.mv/results")
        let refused = try await project.build()
        #expect(refused.code == 1 && !refused.err.contains("BEGIN"), "\(refused.err)")
        #expect(project.data("out/final.mp4") == film)
    }

    @Test func takesThatComeWithManifestsKeepThemAndAreIngredientsOfTheFilm() async throws {
        // A signed film is a clip like any other.
        let service = try TinyProject(yaml: TinyProject.yaml(more: "provenance: {sign: test, source: trainedAlgorithmicMedia}"))
        #expect(try await service.build().code == 0)
        let project = try TinyProject(
            yaml: """
                title: Second
                song: song.wav
                format: {width: 160, height: 90, fps: 24}
                generators:
                  clips: {kind: import, files: "clip.mp4"}
                  sketch: {kind: animatic, width: 160, height: 90}
                shots:
                  - {id: bought, prompt: a clip, generator: clips}
                  - {id: sea, prompt: "the sea under a red sky, pan", takes: 1, seconds: 3, generator: sketch}
                provenance: {sign: test}
                """)
        try FileManager.default.copyItem(atPath: service.folder + "/out/final.mp4", toPath: project.folder + "/clip.mp4")
        let built = try await project.build()
        #expect(built.code == 0 || built.code == 3, "\(built.err)")
        let record = try object(project, "final.provenance.json")
        let digest = try Digest(ofFile: project.folder + "/clip.mp4").hex
        let take = try #require((record["takes"] as? [[String: Any]])?.first { $0["sha256"] as? String == digest })
        let credential = try #require(take["credential"] as? [String: Any])
        #expect(credential["state"] as? String == "valid" && credential["generator"] as? String == "mv")
        #expect(try Digest(ofFile: project.folder + "/.mv/store/\(digest.prefix(2))/\(digest.dropFirst(2)).mp4").hex == digest)
        // What its own manifest says decides how the film was made.
        #expect(take["digitalSourceType"] as? String == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
        let film = try #require((record["film"] as? [String: Any])?["digitalSourceType"] as? String)
        let isMixed = (record["takes"] as? [Any])?.count == 2
        #expect(film.hasSuffix(isMixed ? "/compositeWithTrainedAlgorithmicMedia" : "/trainedAlgorithmicMedia"))
        let signed = try self.credential(record)
        let ingredients = try #require(signed["ingredients"] as? [[String: Any]])
        #expect(ingredients.contains { $0["manifest"] as? String == credential["manifest"] as? String })
        let seen = try await Program.run("verify", "out/final.mp4", "--at", "0", in: project.folder)
        #expect(seen.code == 0, "\(seen.out)\(seen.err)")
    }
}

/// What happens where the library is not.
@Suite struct UnsignedTests {
    @Test func withoutTheLibrarySigningIsRefusedBeforeAnythingIsEncoded() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "provenance: {sign: test}"))
        let built = try await Program.run(
            ["build", "project.yaml", "--json"], in: project.folder, environment: ["MV_C2PA_LIBRARY": "/nowhere/libc2pa_c.so"])
        #expect(built.code == 1 && built.err.contains("/nowhere/libc2pa_c.so"), "\(built.err)")
        #expect(built.made("render") == -1 && !project.exists("out/final.mp4"))
    }
}
