#include "model/io/Gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace podscape {
namespace {

// zlib's state, freed whatever way we leave.
class Inflater
{
public:
    Inflater() { m_ok = inflateInit2(&stream, 15 + 16) == Z_OK; }   // 16: gzip frames only
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    bool ok() const { return m_ok; }

    z_stream stream{};

private:
    bool m_ok = false;
};

Error damaged(std::string found)
{
    return {ErrorCode::Unreadable, {}, {}, "a complete gzip file", std::move(found), "Copy or download it again."};
}

} // namespace

bool isGzip(std::string_view bytes)
{
    return bytes.starts_with("\x1F\x8B\x08");
}

Result<std::string> inflateGzip(std::string_view bytes, std::uint64_t limit)
{
    Inflater inflater;
    if (!inflater.ok())
        return damaged("that zlib could not start");
    z_stream& stream = inflater.stream;
    std::string out;
    while (!bytes.empty() || stream.avail_in > 0) {
        if (stream.avail_in == 0) {
            const std::size_t piece = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));   // zlib reads only, its type is from 1995
            stream.avail_in = static_cast<uInt>(piece);
            bytes.remove_prefix(piece);
        }
        // Doubling, so that memory follows what really comes out and never what a header claims.
        const std::size_t before = out.size();
        const std::size_t room = std::clamp<std::size_t>(before, 1u << 16, 1u << 26);
        out.resize(before + room);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        stream.avail_out = static_cast<uInt>(room);
        const int state = inflate(&stream, Z_NO_FLUSH);
        out.resize(before + room - stream.avail_out);
        if (out.size() > limit)
            return Error{ErrorCode::Limit, {}, {}, "at most " + std::to_string(limit >> 20) + " MiB after decompression", "more than that",
                         "Cut the file into parts."};
        const bool isLastByte = stream.avail_in == 0 && bytes.empty();
        if (state == Z_STREAM_END) {
            // Another member may follow (files joined by cat); zeros after the last one are padding from tapes and tar.
            const char* next = reinterpret_cast<const char*>(stream.next_in);
            if (isLastByte || *next != '\x1F')
                return out;
            inflateReset(&stream);
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            return damaged(std::string("damage after ") + std::to_string(out.size()) + " bytes of text (" + (stream.msg ? stream.msg : "bad data") + ")");
        } else if (isLastByte && stream.avail_out > 0) {
            return damaged("its end after " + std::to_string(out.size()) + " bytes of text");
        }
    }
    return damaged("its end after " + std::to_string(out.size()) + " bytes of text");
}

} // namespace podscape
