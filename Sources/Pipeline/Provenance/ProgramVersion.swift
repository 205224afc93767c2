/// This program's version, as it says of itself and writes into records.
public enum ProgramVersion {
    public static let text = "0.1.0"
}
