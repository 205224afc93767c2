import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of the C2PA project's C library (c2pa-rs, `c2pa.h`) that are used here, found by name in a shared library that is opened when
/// it is needed. What its functions give is owned by the caller and given back with `free`.
struct C2PALibrary {
    typealias Handle = OpaquePointer
    typealias Text = UnsafePointer<CChar>
    typealias Bytes = UnsafeMutablePointer<UInt8>
    typealias Read = @convention(c) (Handle?, Bytes?, Int) -> Int
    typealias Seek = @convention(c) (Handle?, Int, Int32) -> Int
    typealias Write = @convention(c) (Handle?, Bytes?, Int) -> Int
    typealias Flush = @convention(c) (Handle?) -> Int

    typealias CreateStream = @convention(c) (Handle?, Read, Seek, Write, Flush) -> Handle?
    typealias TakeHandle = @convention(c) (Handle?) -> Void
    typealias Make = @convention(c) () -> Handle?
    typealias FromHandle = @convention(c) (Handle?) -> Handle?
    typealias Say = @convention(c) () -> UnsafeMutablePointer<CChar>?
    typealias SayOf = @convention(c) (Handle?) -> UnsafeMutablePointer<CChar>?
    typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Int32
    typealias SetText = @convention(c) (Handle?, Text?, Text?) -> Int32
    typealias SetHandle = @convention(c) (Handle?, Handle?) -> Int32
    typealias WithText = @convention(c) (Handle?, Text?) -> Handle?
    typealias WithStream = @convention(c) (Handle?, Text?, Handle?) -> Handle?
    typealias AddIngredient = @convention(c) (Handle?, Text?, Text?, Handle?) -> Int32
    typealias MakeSigner = @convention(c) (UnsafeRawPointer?) -> Handle?
    typealias Sign = @convention(c) (Handle?, Text?, Handle?, Handle?, Handle?, UnsafeMutablePointer<Bytes?>?) -> Int64

    let createStream: CreateStream
    let releaseStream: TakeHandle
    let settingsNew: Make
    let settingsUpdate: SetText
    let contextBuilderNew: Make
    let contextBuilderSetSettings: SetHandle
    /// Takes the builder.
    let contextBuild: FromHandle
    let readerFromContext: FromHandle
    /// Takes the reader and gives another.
    let readerWithStream: WithStream
    let readerJSON: SayOf
    let builderFromContext: FromHandle
    /// Takes the builder and gives another.
    let builderWithDefinition: WithText
    let addIngredient: AddIngredient
    let signerFromInfo: MakeSigner
    let sign: Sign
    private let error: Say
    private let version: Say
    private let freeAny: Free

    init(path: String) throws(CredentialsError) {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw CredentialsError("the C2PA library cannot be opened: \(dlerror().map { String(cString: $0) } ?? path)")
        }
        func find<Function>(_ name: String, _: Function.Type = Function.self) throws(CredentialsError) -> Function {
            guard let symbol = dlsym(library, "c2pa_" + name) else {
                throw CredentialsError("the C2PA library lacks 'c2pa_\(name)'; c2pa-python 0.38 has it, older versions may not")
            }
            return unsafeBitCast(symbol, to: Function.self)
        }
        createStream = try find("create_stream")
        releaseStream = try find("release_stream")
        settingsNew = try find("settings_new")
        settingsUpdate = try find("settings_update_from_string")
        contextBuilderNew = try find("context_builder_new")
        contextBuilderSetSettings = try find("context_builder_set_settings")
        contextBuild = try find("context_builder_build")
        readerFromContext = try find("reader_from_context")
        readerWithStream = try find("reader_with_stream")
        readerJSON = try find("reader_json")
        builderFromContext = try find("builder_from_context")
        builderWithDefinition = try find("builder_with_definition")
        addIngredient = try find("builder_add_ingredient_from_stream")
        signerFromInfo = try find("signer_from_info")
        sign = try find("builder_sign")
        error = try find("error")
        version = try find("version")
        freeAny = try find("free")
    }

    func free(_ handle: Handle?) { if let handle { _ = freeAny(UnsafeMutableRawPointer(handle)) } }
    func free(_ bytes: Bytes?) { if let bytes { _ = freeAny(UnsafeMutableRawPointer(bytes)) } }

    /// What went wrong last, in the library's words.
    var lastError: String { taken(error()) ?? "no reason was given" }

    var versionText: String { taken(version()) ?? "unknown" }

    /// The text itself, its memory given back.
    func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { _ = freeAny(UnsafeMutableRawPointer(text)) }
        return String(cString: text)
    }

    /// How the library works here: it asks nobody on the network for anything, and draws no pictures into manifests.
    private static let settings = """
        {"version": 1, "verify": {"remote_manifest_fetch": false, "ocsp_fetch": false, "verify_after_sign": true},
         "builder": {"thumbnail": {"enabled": false}}}
        """

    /// To be given back with `free`.
    func context() throws(CredentialsError) -> Handle {
        guard let settings = settingsNew() else { throw CredentialsError(lastError) }
        defer { free(settings) }
        guard settingsUpdate(settings, Self.settings, "json") == 0 else { throw CredentialsError(lastError) }
        guard let builder = contextBuilderNew() else { throw CredentialsError(lastError) }
        guard contextBuilderSetSettings(builder, settings) == 0 else {
            free(builder)
            throw CredentialsError(lastError)
        }
        guard let context = contextBuild(builder) else { throw CredentialsError(lastError) }
        return context
    }
}
