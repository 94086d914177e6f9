extension Refusal {
    /// What is wrong with a message. Those after `trailersTooLong` do not occur in a request.
    package enum Reason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
        // Lines and characters
        /// Longer than a buffer can be, 65,535 bytes (RFC 6585 §5).
        case headTooLarge
        /// More than 101 fields, as HAProxy's tune.http.maxhdr (RFC 6585 §5).
        case tooManyFields
        /// CR without LF (RFC 9112 §2.2).
        case bareCarriageReturn
        /// LF without CR. RFC 9112 §2.2 lets a recipient take it for a line end, so that two readers may differ.
        case bareLineFeed
        /// NUL or another control character (RFC 9110 §5.5).
        case controlCharacter

        // Request line
        /// The method is no token followed by one space (RFC 9112 §3).
        case badMethod
        /// A control character, a space, a byte above 126, or `#` in the target (RFC 9112 §3.2).
        case badTarget
        /// A form of target that does not go with the method, or none of the four (RFC 9112 §3.2).
        case badTargetForm
        /// No `HTTP/1.x` where the version must stand (RFC 9112 §2.3).
        case badVersion
        /// Another major version than 1 (RFC 9110 §15.6.6).
        case unsupportedVersion

        // Field lines
        /// A line that starts with whitespace: folded (RFC 9112 §5.2), or before the first field (§2.2).
        case foldedLine
        /// Whitespace between a name and its colon (RFC 9112 §5.1).
        case whitespaceBeforeColon
        /// A line without a colon (RFC 9112 §5).
        case missingColon
        /// A colon without a name (RFC 9110 §5.1).
        case emptyFieldName
        /// A name that is no token (RFC 9110 §5.1).
        case badFieldName

        // Framing
        /// No plain decimal number, or a list of numbers (RFC 9110 §8.6).
        case badContentLength
        /// More than one Content-Length, be they the same (RFC 9112 §6.3).
        case repeatedContentLength
        /// A length of 2⁶³ or more.
        case contentLengthTooLarge
        /// Both Content-Length and Transfer-Encoding (RFC 9112 §6.1).
        case lengthAndTransferEncoding
        /// More than one Transfer-Encoding.
        case repeatedTransferEncoding
        /// Transfer-Encoding with HTTP/1.0 (RFC 9112 §6.1).
        case transferEncodingInHTTP10
        /// Transfer codings of which the last is not chunked, or chunked twice (RFC 9112 §6.3 and §7.1).
        case badTransferEncoding
        /// Other transfer codings before chunked (RFC 9112 §6.1).
        case unknownTransferCoding
        /// HTTP/1.0 with content for GET, HEAD or DELETE, which many readers do not expect (RFC 9110 §9.3.1).
        case unexpectedContent

        // Host and connection
        /// HTTP/1.1 without Host (RFC 9112 §3.2).
        case missingHost
        /// More than one Host (RFC 9112 §3.2).
        case repeatedHost
        /// Host, or the target's authority, is no `host[:port]` (RFC 9112 §3.2).
        case badHost
        /// A connection option that is no token, or more than 32 of them (RFC 9110 §7.6.1).
        case badConnectionOption

        // Chunks
        /// No hexadecimal number of 1 to 16 digits where a chunk's size must stand (RFC 9112 §7.1).
        case badChunkSize
        /// A chunk of 2⁶³ bytes or more.
        case chunkTooLarge
        /// A chunk extension against its grammar (RFC 9112 §7.1.1).
        case badChunkExtension
        /// More than 4,096 bytes of chunk extensions in a message (RFC 9112 §7.1.1).
        case chunkExtensionsTooLong
        /// No CRLF after a chunk's data (RFC 9112 §7.1).
        case unterminatedChunk
        /// A trailer field that would change how the message is framed, routed or shown (RFC 9110 §6.5.1).
        case forbiddenTrailer
        /// More than 8,192 bytes or 101 fields of trailers.
        case trailersTooLong

        // Responses
        /// No three digits and a space where the status must stand, or a status below 100 (RFC 9112 §4).
        case badStatus
        /// 101 that nobody asked for, or that does not say to what the protocol switches (RFC 9110 §15.2.2).
        case unexpectedSwitch
    }

    /// The status to answer a refused *request* with. A refused response is always answered with 502.
    package var status: Int {
        switch reason {
        case .headTooLarge, .tooManyFields: 431
        case .unsupportedVersion: 505
        case .unknownTransferCoding: 501
        case .unexpectedContent: 413
        default: 400
        }
    }
}
