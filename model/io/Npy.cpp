#include "model/io/Npy.h"

#include "model/base/Units.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <optional>

namespace podscape {

static_assert(std::endian::native == std::endian::little, "arrays are mapped as they lie in the file");

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kMaxDimensions = 8;

struct TypeWord { NpyType type; std::string_view descr, name; std::size_t size; };
constexpr std::array kTypes{TypeWord{NpyType::UInt8, "|u1", "uint8", 1}, TypeWord{NpyType::UInt16, "<u2", "uint16", 2},
                            TypeWord{NpyType::Float32, "<f4", "float32", 4}, TypeWord{NpyType::Int64, "<i8", "int64", 8}};

// {'descr': '<f4', 'fortran_order': False, 'shape': (1440, 9216), }
struct Header
{
    std::string descr;
    bool fortranOrder = false;
    std::vector<std::uint64_t> shape;
};

// Walks the dictionary, which is a Python literal of three known keys.
class HeaderParser
{
public:
    explicit HeaderParser(std::string_view text) : m_rest(text) {}

    std::optional<Header> parse()
    {
        Header header;
        bool descr = false, order = false, shape = false;
        if (!take('{'))
            return std::nullopt;
        while (!take('}')) {
            const std::optional<std::string> key = word();
            if (!key || !take(':'))
                return std::nullopt;
            if (*key == "descr" && !descr) {
                const std::optional<std::string> value = word();
                header.descr = value.value_or("a record of several fields");   // [('a', '<f4'), …]
                descr = true;
                if (!value)
                    return header;   // its type says what is wrong
            } else if (*key == "fortran_order" && !order) {
                header.fortranOrder = takeText("True");
                order = header.fortranOrder || takeText("False");
                if (!order)
                    return std::nullopt;
            } else if (*key == "shape" && !shape) {
                if (!tuple(header.shape))
                    return std::nullopt;
                shape = true;
            } else {
                return std::nullopt;
            }
            if (!take(',') && peek() != '}')
                return std::nullopt;
        }
        return descr && order && shape ? std::optional(header) : std::nullopt;
    }

private:
    char peek()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size()));
        return m_rest.empty() ? '\0' : m_rest.front();
    }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool takeText(std::string_view text)
    {
        peek();
        if (!m_rest.starts_with(text))
            return false;
        m_rest.remove_prefix(text.size());
        return true;
    }
    std::optional<std::string> word()
    {
        const char quote = peek();
        if (quote != '\'' && quote != '"')
            return std::nullopt;
        const std::size_t end = m_rest.find(quote, 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        std::string text(m_rest.substr(1, end - 1));
        m_rest.remove_prefix(end + 1);
        return text;
    }
    bool tuple(std::vector<std::uint64_t>& shape)
    {
        if (!take('('))
            return false;
        while (!take(')')) {
            peek();
            std::uint64_t size = 0;
            const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), size);
            if (error != std::errc() || shape.size() == kMaxDimensions)
                return false;
            m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
            shape.push_back(size);
            if (!take(',') && peek() != ')')
                return false;
        }
        return true;
    }

    std::string_view m_rest;
};

Error npyError(ErrorCode code, const std::string& path, std::string expected, std::string found, std::string hint = {})
{
    return {code, path, {}, std::move(expected), std::move(found), std::move(hint)};
}

// Product without overflow: nullopt when it leaves 64 bits.
std::optional<std::uint64_t> byteCount(const Header& header, std::size_t itemSize)
{
    std::uint64_t bytes = itemSize;
    for (const std::uint64_t size : header.shape)
        if (__builtin_mul_overflow(bytes, size, &bytes))
            return std::nullopt;
    return bytes;
}

std::string shapeText(const std::vector<std::uint64_t>& shape)
{
    std::string text;
    for (const std::uint64_t size : shape)
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text.empty() ? "a single number" : text;
}

} // namespace

std::string_view toText(NpyType type) { return kTypes[static_cast<std::size_t>(type)].name; }
std::size_t sizeOf(NpyType type) { return kTypes[static_cast<std::size_t>(type)].size; }

Result<NpyArray> openNpy(const std::string& path)
{
    Result<MappedFile> file = MappedFile::open(path);
    if (!file)
        return file.error();
    return parseNpy(std::move(file).value(), path);
}

Result<NpyArray> parseNpy(MappedFile file, const std::string& path)
{
    const std::string_view bytes(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
    if (!bytes.starts_with(kMagic) || bytes.size() < 12)
        return npyError(ErrorCode::Syntax, path, "a NumPy array that begins with \\x93NUMPY", bytes.empty() ? "an empty file" : "something else",
                        "Save it with numpy.save().");
    // Version 1 has two bytes for the length of the dictionary, versions 2 and 3 have four.
    const auto byteAt = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    const std::size_t version = byteAt(6);
    if (version < 1 || version > 3)
        return npyError(ErrorCode::Unsupported, path, "NumPy format 1.0 to 3.0", "version " + std::to_string(version), "Save it again with numpy.save().");
    const std::size_t length = byteAt(8) | byteAt(9) << 8 | (version > 1 ? byteAt(10) << 16 | byteAt(11) << 24 : 0);
    const std::size_t first = version > 1 ? 12 : 10;
    if (length > bytes.size() - first)
        return npyError(ErrorCode::Syntax, path, "a header of " + std::to_string(length) + " bytes", std::to_string(bytes.size() - first),
                        "The file is cut off. Copy it again.");
    const std::optional<Header> header = HeaderParser(bytes.substr(first, length)).parse();
    if (!header)
        return npyError(ErrorCode::Syntax, path, "a header with descr, fortran_order and shape", "one that cannot be read", "Save it again with numpy.save().");

    NpyArray array;
    const auto type = std::ranges::find(kTypes, std::string_view(header->descr), &TypeWord::descr);
    if (type == kTypes.end())
        return npyError(ErrorCode::Unsupported, path, "numbers of type |u1, <u2, <f4 or <i8", header->descr, "Convert them first: numpy.save(name, a.astype('<f4')).");
    if (header->fortranOrder && header->shape.size() > 1)
        return npyError(ErrorCode::Unsupported, path, "an array in C order", "one in Fortran order", "Save numpy.ascontiguousarray(a).");
    const std::size_t available = bytes.size() - first - length;
    const std::optional<std::uint64_t> needed = byteCount(*header, type->size);
    if (!needed || *needed != available)
        return npyError(needed && *needed < available ? ErrorCode::Value : ErrorCode::Limit, path,
                        shapeText(header->shape) + " numbers of " + std::to_string(type->size) + (type->size == 1 ? " byte" : " bytes"),
                        formatCount(static_cast<long long>(available)) + (available == 1 ? " byte" : " bytes"), "The file is cut off or damaged. Copy it again.");
    array.type = type->type;
    array.shape = header->shape;
    array.data = file.bytes.subspan(first + length);
    array.keepAlive = std::move(file.keepAlive);
    return array;
}

std::string npyHeader(NpyType type, std::span<const std::uint64_t> shape)
{
    std::string dictionary = "{'descr': '" + std::string(kTypes[static_cast<std::size_t>(type)].descr) + "', 'fortran_order': False, 'shape': (";
    for (std::size_t i = 0; i < shape.size(); ++i)
        dictionary += (i ? ", " : "") + std::to_string(shape[i]);
    dictionary += shape.size() == 1 ? ",), }" : "), }";

    // Numbers begin at a multiple of 64 bytes, so that a mapped array is aligned; the padding ends in a newline.
    constexpr std::size_t kBefore = 10;
    const std::size_t total = (kBefore + dictionary.size() + 1 + 63) / 64 * 64;
    dictionary.resize(total - kBefore - 1, ' ');
    dictionary += '\n';
    std::string header(kMagic);
    header += {'\x01', '\x00', static_cast<char>(dictionary.size() & 0xFF), static_cast<char>(dictionary.size() >> 8)};
    return header + dictionary;
}

} // namespace podscape
