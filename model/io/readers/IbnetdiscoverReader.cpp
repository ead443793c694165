#include "model/io/Reader.h"
#include "model/io/TextInput.h"
#include "model/io/readers/IbCluster.h"
#include "model/io/readers/IbScan.h"

namespace podscape {
namespace {

// CA   134  1 0x7cfe9003003b4bde 4x EDR - SW  1719 10 0x7cfe9003009ce5b0 ( 'o0001 HCA-1' - 'ib-i1l1s01' )
bool isPortsReport(std::string_view head)
{
    LineCursor lines(head);
    std::string_view line;
    while (lines.next(line) && (trimmed(line).empty() || line.starts_with('#')))
        ;
    return (line.starts_with("CA ") || line.starts_with("SW ") || line.starts_with("RT ")) && line.find(" 0x") != std::string_view::npos;
}

class IbnetdiscoverReader : public Reader
{
public:
    Info info() const override { return {"ibnetdiscover", "InfiniBand topology (ibnetdiscover)", ".out .topo .txt"}; }

    int sniff(const Source& source) const override
    {
        const std::string_view head = source.head();
        if (head.starts_with("#\n# Topology file: generated") || head.starts_with("# Topology file: generated") || isPortsReport(head))
            return 95;
        const bool hasBlock = head.find("\nSwitch\t") != std::string_view::npos || head.find("\nCa\t") != std::string_view::npos;
        return hasBlock && head.find("guid=") != std::string_view::npos ? 90 : 0;
    }

    Result<Document> read(const Source& source, Progress& progress) const override
    {
        Report findings;
        const TextInput input(source, findings);
        if (auto error = input.errorAtNul(source))
            return *error;
        if (isPortsReport(input.text()))
            return Error{ErrorCode::Unsupported, source.path(), {}, "the topology form of ibnetdiscover", "its ports report", "Run ibnetdiscover without -p."};
        const auto scan = parseIbScan(input.text(), findings, progress);
        if (!scan)
            return withSubject(scan.error(), source);
        auto cluster = buildIbCluster(*scan, nameOf(source), findings);
        if (!cluster)
            return withSubject(cluster.error(), source);
        Cluster result = std::move(cluster).value();
        result.sourceFile = source.path();
        result.findings = std::move(findings);
        return Document(std::move(result));
    }

private:
    static Error withSubject(Error error, const Source& source)
    {
        error.subject = source.path();
        return error;
    }
    static std::string nameOf(const Source& source)
    {
        const std::string file = source.fileName();
        return file.substr(0, file.find('.', 1));
    }
};

} // namespace

std::unique_ptr<Reader> createIbnetdiscoverReader()
{
    return std::make_unique<IbnetdiscoverReader>();
}

} // namespace podscape
