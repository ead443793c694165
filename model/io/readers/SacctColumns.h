#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace podscape {

// What we take from a row of sacct. The order is that of the names in SacctColumns.cpp.
enum class SacctField : std::uint8_t
{
    Id, IdRaw, Name, User, Partition, State, Submit, Start, End, NodeList, NodeCount, AllocTres,
    Account, Qos, CpuCount, ExitCode, Elapsed, TimeLimit,
};
inline constexpr std::size_t kSacctFieldCount = 18;

// Which column of a row holds which field. Columns may come in any order and number when a header names them; without one there is a
// single order that we know, that of Open XDMoD's export.
class SacctColumns
{
public:
    static constexpr std::string_view kXdmodOrder =
        "JobID JobIDRaw Cluster Partition QOS Account Group GID User UID Submit Eligible Start End Elapsed ExitCode State NNodes NCPUS "
        "ReqCPUS ReqMem ReqTRES AllocTRES Timelimit NodeList JobName";

    [[nodiscard]] static SacctColumns xdmod();
    // nullopt when the line is not a header: no JobID or JobIDRaw among its words.
    [[nodiscard]] static std::optional<SacctColumns> fromHeader(std::string_view line);

    [[nodiscard]] std::size_t width() const { return m_width; }
    [[nodiscard]] bool has(SacctField field) const { return m_column[static_cast<std::size_t>(field)] != kNone; }
    // The text of a field in a split row of width() cells; empty when there is no such column.
    [[nodiscard]] std::string_view of(SacctField field, const std::vector<std::string_view>& cells) const
    {
        const std::size_t column = m_column[static_cast<std::size_t>(field)];
        return column == kNone ? std::string_view{} : cells[column];
    }
    // A job's name may hold the separator; sacct does not escape it. Only as the last column can such a row be put right.
    [[nodiscard]] bool endsWithJobName() const { return m_width > 0 && m_column[static_cast<std::size_t>(SacctField::Name)] == m_width - 1; }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    explicit SacctColumns(const std::vector<std::string_view>& names);

    std::array<std::size_t, kSacctFieldCount> m_column;
    std::size_t m_width = 0;
};

// Cuts a line at every '|' into `cells`, whose memory is used again. The empty cell after a closing '|' (sacct -p) is left out when
// `closed` is set.
void splitSacctRow(std::string_view line, bool closed, std::vector<std::string_view>& cells);

} // namespace podscape
