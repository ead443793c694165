#pragma once

#include "model/base/Progress.h"
#include "model/base/Result.h"
#include "model/cluster/Cluster.h"
#include "model/io/Source.h"
#include "model/trace/Trace.h"

#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace podscape {

using Document = std::variant<Cluster, Trace>;   // findings are inside

// One file format. A reader is one source in model/io/readers that offers `std::unique_ptr<Reader> create…Reader()`; the list in
// model/io/CMakeLists.txt generates the registry.
class Reader
{
public:
    struct Info
    {
        std::string_view id;           // "ibnetdiscover", for --reader
        std::string_view title;        // "InfiniBand topology (ibnetdiscover)"
        std::string_view extensions;   // ".out .topo", for file dialogs only
    };

    virtual ~Reader() = default;
    [[nodiscard]] virtual Info info() const = 0;

    // 0 = not mine … 100 = certainly mine, from the first bytes and the name. Never fails.
    [[nodiscard]] virtual int sniff(const Source& source) const = 0;

    // Errors carry source.path() as subject.
    [[nodiscard]] virtual Result<Document> read(const Source& source, Progress& progress) const = 0;
};

[[nodiscard]] std::span<const std::unique_ptr<Reader>> allReaders();

// Picks the reader with the highest sniff (ties: list order), or the one with the given id, and reads.
[[nodiscard]] Result<Document> readDocument(const Source& source, Progress& progress, std::string_view readerId = {});
[[nodiscard]] Result<Document> readDocument(const std::string& path, Progress& progress, std::string_view readerId = {});

} // namespace podscape
