#include "model/io/readers/SacctColumns.h"

#include "model/io/TextInput.h"

#include <cstring>

namespace podscape {
namespace {

struct FieldName
{
    std::string_view name;
    SacctField field;
};

// sacct(1), --format; AllocCPUS and AllocNodes are the same figures under their newer names.
constexpr std::array kNames{
    FieldName{"JobID", SacctField::Id}, FieldName{"JobIDRaw", SacctField::IdRaw}, FieldName{"JobName", SacctField::Name},
    FieldName{"User", SacctField::User}, FieldName{"Partition", SacctField::Partition}, FieldName{"State", SacctField::State},
    FieldName{"Submit", SacctField::Submit}, FieldName{"Start", SacctField::Start}, FieldName{"End", SacctField::End},
    FieldName{"NodeList", SacctField::NodeList}, FieldName{"NNodes", SacctField::NodeCount}, FieldName{"AllocNodes", SacctField::NodeCount},
    FieldName{"AllocTRES", SacctField::AllocTres}, FieldName{"Account", SacctField::Account}, FieldName{"QOS", SacctField::Qos},
    FieldName{"NCPUS", SacctField::CpuCount}, FieldName{"AllocCPUS", SacctField::CpuCount}, FieldName{"ExitCode", SacctField::ExitCode},
    FieldName{"Elapsed", SacctField::Elapsed}, FieldName{"Timelimit", SacctField::TimeLimit}};

} // namespace

SacctColumns::SacctColumns(const std::vector<std::string_view>& names) : m_width(names.size())
{
    m_column.fill(kNone);
    for (std::size_t column = 0; column < names.size(); ++column)
        for (const FieldName& known : kNames)
            if (std::size_t& place = m_column[static_cast<std::size_t>(known.field)]; place == kNone && equalsIgnoringCase(trimmed(names[column]), known.name))
                place = column;
}

SacctColumns SacctColumns::xdmod()
{
    std::vector<std::string_view> names;
    for (std::string_view rest = kXdmodOrder; !rest.empty();) {
        const std::size_t blank = rest.find(' ');
        names.push_back(rest.substr(0, blank));
        rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
    }
    return SacctColumns(names);
}

std::optional<SacctColumns> SacctColumns::fromHeader(std::string_view line)
{
    std::vector<std::string_view> names;
    splitSacctRow(line, line.ends_with('|'), names);
    const SacctColumns columns(names);
    return columns.has(SacctField::Id) || columns.has(SacctField::IdRaw) ? std::optional(columns) : std::nullopt;
}

void splitSacctRow(std::string_view line, bool closed, std::vector<std::string_view>& cells)
{
    cells.clear();
    if (closed && line.ends_with('|'))
        line.remove_suffix(1);
    const char* at = line.data();
    const char* const end = at + line.size();
    while (at != end) {                                    // memchr() must not be asked about the null pointer of an empty text
        const auto* const bar = static_cast<const char*>(std::memchr(at, '|', static_cast<std::size_t>(end - at)));
        if (!bar)
            break;
        cells.emplace_back(at, static_cast<std::size_t>(bar - at));
        at = bar + 1;
    }
    cells.emplace_back(at, static_cast<std::size_t>(end - at));
}

} // namespace podscape
