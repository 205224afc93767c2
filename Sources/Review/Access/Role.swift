/// What a visitor of the page may do.
package enum Role: Sendable { case nobody, viewer, editor }
