#include "model/io/Reader.h"

#include "model/io/TextInput.h"

#include <exception>
#include <new>

namespace podscape {
namespace {

std::string listOfReaders(bool ids)
{
    std::string text;
    for (const auto& reader : allReaders()) {
        const Reader::Info info = reader->info();
        text += (text.empty() ? "" : ", ") + std::string(ids ? info.id : info.title);
    }
    return text;
}

std::string describe(const Source& source)
{
    const std::string_view head = source.head();
    if (source.isDirectory())
        return "a folder that is none of them";
    if (head.empty())
        return "an empty file";
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        return "text in UTF-16";
    if (head.find('\0') != std::string_view::npos)
        return "binary data";
    const std::string_view text = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    if (text.empty())
        return "nothing but blanks";
    return "a file that begins with " + quoteForMessage(text.substr(0, text.find_first_of("\r\n")));
}

Error unknownFormat(const Source& source)
{
    const std::string found = describe(source);
    const bool isEmpty = source.bytes().empty() && !source.isDirectory();
    return {ErrorCode::Unsupported, source.path(), {}, "one of: " + listOfReaders(false), found,
            found.ends_with("UTF-16") ? "Save it as UTF-8." : isEmpty ? "Export or copy it again." : "If it is one of them, name it with --reader."};
}

const Reader* bestReader(const Source& source)
{
    const Reader* best = nullptr;
    int bestScore = 0;
    for (const auto& reader : allReaders())
        if (const int score = reader->sniff(source); score > bestScore) {
            best = reader.get();
            bestScore = score;
        }
    return best;
}

} // namespace

Result<Document> readDocument(const Source& source, Progress& progress, std::string_view readerId)
{
    const Reader* chosen = nullptr;
    for (const auto& reader : allReaders())
        if (!readerId.empty() && reader->info().id == readerId)
            chosen = reader.get();
    if (!readerId.empty() && !chosen)
        return Error{ErrorCode::Reference, source.path(), {}, "a reader named one of: " + listOfReaders(true), quoteForMessage(readerId), {}};
    try {
        if (!chosen)
            chosen = bestReader(source);
        if (!chosen)
            return unknownFormat(source);
        return chosen->read(source, progress);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::Limit, source.path(), {}, "a file that fits into memory", "more than this machine has left", "Close other programs or cut the file."};
    } catch (const std::exception& exception) {
        // Readers turn what they know into Errors; this is what a library throws that they did not expect.
        return Error{ErrorCode::Syntax, source.path(), {}, std::string(chosen ? chosen->info().title : "a known format"), exception.what(), {}};
    }
}

Result<Document> readDocument(const std::string& path, Progress& progress, std::string_view readerId)
{
    auto source = Source::open(path);
    if (!source)
        return source.error();
    return readDocument(*source, progress, readerId);
}

} // namespace podscape
