#include "CFFmpegShims.h"

#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

const int mv_averror_eof = AVERROR_EOF;
const int mv_averror_eagain = AVERROR(EAGAIN);
const int mv_averror_invaliddata = AVERROR_INVALIDDATA;
const int mv_averror_decoder_not_found = AVERROR_DECODER_NOT_FOUND;
const int mv_averror_encoder_not_found = AVERROR_ENCODER_NOT_FOUND;
const int64_t mv_nopts_value = AV_NOPTS_VALUE;

void mv_error_text(int code, char *buffer, size_t size) { av_strerror(code, buffer, size); }

enum { ring_lines = 32, line_bytes = 256 };
static char ring[ring_lines][line_bytes];
static int ring_next, ring_count, ring_level = AV_LOG_WARNING;
static pthread_mutex_t ring_lock = PTHREAD_MUTEX_INITIALIZER;
static int captures, listener_level;
static char *listener;
static size_t listener_room;

static void listen_in(void *context, int level, const char *format, va_list arguments) {
    char line[4096];
    int prefix = 0;
    pthread_mutex_lock(&ring_lock);
    if (listener && (level & 0xff) <= listener_level) {
        va_list again;
        va_copy(again, arguments);
        av_log_format_line2(context, level, format, again, line, sizeof line, &prefix);
        va_end(again);
        size_t length = strlen(line);
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) line[--length] = 0;
        if (length > 0 && length + 2 <= listener_room) {
            memcpy(listener, line, length);
            memcpy(listener + length, "\n", 2);
            listener += length + 1;
            listener_room -= length + 1;
        }
    }
    pthread_mutex_unlock(&ring_lock);
}

static void capture(void *context, int level, const char *format, va_list arguments) {
    listen_in(context, level, format, arguments);
    if (!captures) {
        av_log_default_callback(context, level, format, arguments);
        return;
    }
    if ((level & 0xff) > ring_level) return;
    char line[line_bytes];
    int prefix = 1;
    av_log_format_line2(context, level, format, arguments, line, sizeof line, &prefix);
    size_t length = strlen(line);
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) line[--length] = 0;
    if (length == 0) return;
    pthread_mutex_lock(&ring_lock);
    memcpy(ring[ring_next], line, length + 1);
    ring_next = (ring_next + 1) % ring_lines;
    if (ring_count < ring_lines) ring_count++;
    pthread_mutex_unlock(&ring_lock);
}

void mv_log_capture(int level) {
    ring_level = level;
    captures = 1;
    av_log_set_callback(capture);
}

void mv_log_listen(int level, char *buffer, size_t size) {
    pthread_mutex_lock(&ring_lock);
    listener = buffer;
    listener_room = size;
    listener_level = level;
    if (buffer && size > 0) buffer[0] = 0;
    pthread_mutex_unlock(&ring_lock);
    av_log_set_callback(capture);
}

void mv_log_tail(char *buffer, size_t size) {
    if (size == 0) return;
    buffer[0] = 0;
    size_t used = 0;
    pthread_mutex_lock(&ring_lock);
    for (int i = 0; i < ring_count; i++) {
        const char *line = ring[(ring_next - ring_count + i + ring_lines) % ring_lines];
        int written = snprintf(buffer + used, size - used, "%s%s", used ? "\n" : "", line);
        if (written < 0 || (size_t)written >= size - used) break;
        used += (size_t)written;
    }
    ring_count = 0;
    pthread_mutex_unlock(&ring_lock);
}

int mv_frame_is_key(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_KEY
    return (frame->flags & AV_FRAME_FLAG_KEY) != 0;
#else
    return frame->key_frame;
#endif
}

int mv_frame_is_interlaced(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
    return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    return frame->interlaced_frame;
#endif
}

int64_t mv_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_MAJOR >= 58
    return frame->duration;
#else
    return frame->pkt_duration;
#endif
}

static const int32_t *display_matrix(const AVStream *stream) {
    const uint8_t *matrix = NULL;
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    const AVPacketSideData *side = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    if (side) matrix = side->data;
#else
    matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
#endif
    return (const int32_t *)matrix;
}

static int is_mirrored(const int32_t *matrix) {
    return (double)matrix[0] * matrix[4] - (double)matrix[1] * matrix[3] < 0;
}

int mv_stream_is_mirrored(const AVStream *stream) {
    const int32_t *matrix = display_matrix(stream);
    return matrix && is_mirrored(matrix);
}

int mv_stream_rotation(const AVStream *stream) {
    const int32_t *matrix = display_matrix(stream);
    if (!matrix) return 0;
    int32_t turn[9];
    memcpy(turn, matrix, sizeof turn);
    if (is_mirrored(matrix)) av_display_matrix_flip(turn, 1, 0);
    double degrees = -av_display_rotation_get(turn);
    if (isnan(degrees)) return 0;
    int quarter = (int)lround(degrees / 90.0);
    return ((quarter % 4) + 4) % 4 * 90;
}

void mv_layout_default(AVChannelLayout *layout, int channels) { av_channel_layout_default(layout, channels); }

void mv_keep_memory(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
