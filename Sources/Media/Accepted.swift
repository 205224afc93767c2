/// What may come from outside. A decoder that nobody needs is a door that nobody watches.
enum Accepted {
    /// Containers, by libav's names of demuxers: none of them reads other files than the one it is given.
    static let containers = [
        "mov,mp4,m4a,matroska,webm,gif,apng,image2,png_pipe,jpeg_pipe,webp_pipe,avi,mpegts,mpeg,ivf",
        "ogg,mp3,flac,wav,w64,aac,aiff,caf,opus,ape,wv,tta",
    ].joined(separator: ",")

    /// Decoders, by libav's names: what models, cameras, editors and record companies deliver.
    static let decoders = (pictures + sound).joined(separator: ",")

    private static let pictures = [
        "h264,hevc,libdav1d,av1,libaom-av1,libgav1,vp8,vp9,libvpx,libvpx-vp9,mpeg1video,mpeg2video,mpeg4,h263,theora,vc1,wmv3,dvvideo",
        "mjpeg,jpeg2000,libopenjpeg,png,apng,gif,webp,tiff,bmp,prores,dnxhd,cfhd,hap,ffv1,ffvhuff,huffyuv,utvideo,qtrle,rawvideo,v210,v308,v408,v410,r210",
    ]

    private static let sound = [
        "aac,aac_fixed,aac_latm,libfdk_aac,mp3,mp3float,mp2,mp2float,flac,alac,vorbis,libvorbis,opus,libopus,ac3,eac3,dca,truehd,wavpack,ape,tta",
        "wmav1,wmav2,wmapro,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be",
        "pcm_s64le,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_s16le_planar,pcm_s24le_planar,pcm_s32le_planar,pcm_bluray,pcm_dvd",
    ]

    /// Streams of one file.
    static let mostStreams: Int32 = 64
    /// Pixels of one picture: 16,384 squared.
    static let mostPixels: Int64 = 1 << 28
    /// Frames of one clip: nineteen hours of 60 a second. What is measured of each is kept until the clip is done.
    static let mostFrames = 1 << 22
}
