#include "widgets/vtk/PngWriter.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

namespace podscape {
namespace {

constexpr int kCompression = 6;
constexpr std::size_t kChunkBytes = 1 << 18;
constexpr std::size_t kPixelBytes = 3;

Error unwritable(const std::string& path, std::string found)
{
    return {ErrorCode::Unreadable, path, {}, "a place where a picture can be written", std::move(found), "Choose a folder that exists and that you may write to."};
}

std::array<std::uint8_t, 4> bigEndian(std::uint32_t value)
{
    return {static_cast<std::uint8_t>(value >> 24), static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
}

// Guess from left, above and above left (Paeth 1991; PNG specification, 9.4).
std::uint8_t paeth(int left, int above, int aboveLeft)
{
    const int guess = left + above - aboveLeft;
    const int dl = std::abs(guess - left), da = std::abs(guess - above), dal = std::abs(guess - aboveLeft);
    return static_cast<std::uint8_t>(dl <= da && dl <= dal ? left : da <= dal ? above : aboveLeft);
}

} // namespace

struct PngWriter::Private
{
    std::string path, beside;
    std::ofstream file;
    int width = 0, height = 0, rows = 0;
    z_stream stream{};
    std::vector<std::uint8_t> compressed = std::vector<std::uint8_t>(kChunkBytes);
    std::vector<std::uint8_t> above, best, tried;   // a row with its filter in front

    ~Private()
    {
        deflateEnd(&stream);
        if (file.is_open()) {
            file.close();
            std::remove(beside.c_str());
        }
    }

    [[nodiscard]] std::size_t rowBytes() const { return static_cast<std::size_t>(width) * kPixelBytes; }
    void chunk(const char* type, std::span<const std::uint8_t> data);
    void compress(std::span<const std::uint8_t> data, int flush);
    void addRow(const std::uint8_t* row);
    [[nodiscard]] Status written();
};

PngWriter::PngWriter(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
PngWriter::~PngWriter() = default;

Result<std::unique_ptr<PngWriter>> PngWriter::create(const std::string& path, int width, int height)
{
    assert(width > 0 && height > 0);
    auto d = std::make_unique<Private>();
    d->path = path;
    d->beside = path + ".part";
    d->width = width;
    d->height = height;
    deflateInit(&d->stream, kCompression);
    d->file.open(d->beside, std::ios::binary | std::ios::trunc);
    if (!d->file)
        return unwritable(path, std::strerror(errno));
    d->above.assign(d->rowBytes(), 0);
    d->best.resize(d->rowBytes() + 1);
    d->tried.resize(d->rowBytes() + 1);
    constexpr char kSignature[] = "\x89PNG\r\n\x1a\n";
    d->file.write(kSignature, 8);
    std::vector<std::uint8_t> header;
    for (const std::uint32_t side : {std::uint32_t(width), std::uint32_t(height)})
        std::ranges::copy(bigEndian(side), std::back_inserter(header));
    header.insert(header.end(), {8, 2, 0, 0, 0});   // bits a channel, colours without alpha, and the only methods there are
    d->chunk("IHDR", header);
    d->chunk("sRGB", std::array<std::uint8_t, 1>{0});
    return std::unique_ptr<PngWriter>(new PngWriter(std::move(d)));
}

Status PngWriter::addRows(std::span<const std::uint8_t> rgb)
{
    for (; rgb.size() >= d->rowBytes() && d->rows < d->height; ++d->rows, rgb = rgb.subspan(d->rowBytes()))
        d->addRow(rgb.data());
    return d->written();
}

Status PngWriter::finish()
{
    assert(d->rows == d->height);
    d->compress({}, Z_FINISH);
    d->chunk("IEND", {});
    d->file.flush();
    if (const Status written = d->written(); !written)
        return written;
    d->file.close();
    std::error_code failure;
    std::filesystem::rename(d->beside, d->path, failure);
    if (failure) {
        std::remove(d->beside.c_str());
        return unwritable(d->path, failure.message());
    }
    return Done{};
}

void PngWriter::Private::chunk(const char* type, std::span<const std::uint8_t> data)
{
    const auto* name = reinterpret_cast<const Bytef*>(type);
    uLong sum = crc32(0, name, 4);
    sum = crc32(sum, data.data(), static_cast<uInt>(data.size()));   // of nothing it stays as it is
    const auto write = [this](std::span<const std::uint8_t> bytes) { file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())); };
    write(bigEndian(static_cast<std::uint32_t>(data.size())));
    write({name, 4});
    write(data);
    write(bigEndian(static_cast<std::uint32_t>(data.empty() ? crc32(0, name, 4) : sum)));
}

void PngWriter::Private::compress(std::span<const std::uint8_t> data, int flush)
{
    stream.next_in = const_cast<Bytef*>(data.data());
    stream.avail_in = static_cast<uInt>(data.size());
    do {
        if (stream.avail_out == 0) {
            if (stream.next_out)
                chunk("IDAT", compressed);
            stream.next_out = compressed.data();
            stream.avail_out = static_cast<uInt>(compressed.size());
        }
        if (deflate(&stream, flush) == Z_STREAM_END) {
            chunk("IDAT", std::span(compressed).first(compressed.size() - stream.avail_out));
            return;
        }
    } while (stream.avail_in > 0 || stream.avail_out == 0 || flush == Z_FINISH);
}

// Each row is stored as differences from a guess; of the guesses the one that leaves the least is taken (PNG specification, 12.7).
void PngWriter::Private::addRow(const std::uint8_t* row)
{
    std::uint64_t least = ~std::uint64_t{0};
    for (const int filter : {1, 2, 4}) {
        tried[0] = static_cast<std::uint8_t>(filter);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < rowBytes(); ++i) {
            const int left = i < kPixelBytes ? 0 : row[i - kPixelBytes], up = above[i], upLeft = i < kPixelBytes ? 0 : above[i - kPixelBytes];
            const int guess = filter == 1 ? left : filter == 2 ? up : paeth(left, up, upLeft);
            const auto difference = static_cast<std::uint8_t>(row[i] - guess);
            tried[i + 1] = difference;
            sum += static_cast<std::uint64_t>(std::abs(static_cast<std::int8_t>(difference)));
        }
        if (sum < least) {
            least = sum;
            best.swap(tried);
        }
    }
    std::copy_n(row, rowBytes(), above.begin());
    compress(best, Z_NO_FLUSH);
}

Status PngWriter::Private::written()
{
    return file ? Status(Done{}) : Status(unwritable(path, "a full or failing disk"));
}

} // namespace podscape
