#include <zlib.h>
/* The size of the structure is part of the macro inflateInit2(), which Swift does not import. */
static inline int mv_inflate_raw_init(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
