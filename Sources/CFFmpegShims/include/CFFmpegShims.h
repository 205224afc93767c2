// What Swift's importer cannot see of FFmpeg: function-like macros, variadic functions, and the few
// places where FFmpeg 5, 6 and 7 differ, and glibc's allocator, which Swift cannot see. Nothing else belongs here.
#ifndef CFFMPEGSHIMS_H
#define CFFMPEGSHIMS_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <stdint.h>

extern const int mv_averror_eof;
extern const int mv_averror_eagain;
extern const int mv_averror_invaliddata;
extern const int mv_averror_decoder_not_found;
extern const int mv_averror_encoder_not_found;
extern const int64_t mv_nopts_value;

/// Writes the text of an FFmpeg error code into `buffer`.
void mv_error_text(int code, char *buffer, size_t size);

/// Sends libav's log to a fixed ring of the last lines, readable with mv_log_tail, at `level` and above.
void mv_log_capture(int level);
/// The last captured log lines, oldest first, joined by newlines; empties the ring.
void mv_log_tail(char *buffer, size_t size);
/// From now on also writes the lines of `level` and above to `buffer`, as far as they fit, until another is given or NULL.
void mv_log_listen(int level, char *buffer, size_t size);

/// 1 when the frame is a key frame (AV_FRAME_FLAG_KEY from FFmpeg 6.1 on).
int mv_frame_is_key(const AVFrame *frame);
/// 1 when the frame holds two fields (AV_FRAME_FLAG_INTERLACED from FFmpeg 6.1 on).
int mv_frame_is_interlaced(const AVFrame *frame);
/// Duration of a frame in its stream's time base, 0 when unknown (pkt_duration before FFmpeg 6).
int64_t mv_frame_duration(const AVFrame *frame);
/// Degrees clockwise (0, 90, 180, 270) that a player would turn the picture, from the display matrix.
int mv_stream_rotation(const AVStream *stream);
/// 1 when a player, after turning the picture, would show its left on the right.
int mv_stream_is_mirrored(const AVStream *stream);

/// Has the allocator keep memory as large as pictures instead of giving it back to the system after each (glibc; elsewhere nothing).
void mv_keep_memory(void);

void mv_layout_default(AVChannelLayout *layout, int channels);

#endif
