#pragma once

#include "model/base/Report.h"
#include "model/io/readers/NodeListCache.h"
#include "model/io/readers/SacctColumns.h"
#include "model/trace/Trace.h"

#include <optional>
#include <string>

namespace podscape {

// Turns split rows into jobs. Times are still Unix time: the trace's start is known only after the last row.
class SacctRowParser
{
public:
    SacctRowParser(const SacctColumns& columns, Report& findings) : m_columns(columns), m_findings(findings) {}

    // nullopt for a row that cannot be used: why() says so, unless isStep() (steps are parts of jobs and not wanted).
    [[nodiscard]] std::optional<Job> parse(const std::vector<std::string_view>& cells, std::size_t row);
    [[nodiscard]] bool isStep(const std::vector<std::string_view>& cells) const;
    [[nodiscard]] const Error& why() const { return m_why; }
    [[nodiscard]] bool sawLocalTime() const { return m_sawLocalTime; }
    [[nodiscard]] NodeListCache& nodeLists() { return m_nodeLists; }

private:
    std::string_view cell(SacctField field) const { return m_columns.of(field, *m_cells); }
    bool refuse(std::string_view expected, std::string_view found, std::string_view hint);
    bool parseTimes(Job& job);
    bool parseTimeCell(SacctField field, std::string_view name, std::optional<Nanoseconds>& time);
    void parseState(Job& job);
    void parseNodes(Job& job);
    void parseGpus(Job& job);
    void collectAttributes(Job& job);
    void note(std::string_view kind, std::string_view text, const std::string& found);

    const SacctColumns& m_columns;
    Report& m_findings;
    NodeListCache m_nodeLists;
    const std::vector<std::string_view>* m_cells = nullptr;
    std::size_t m_row = 0;
    Error m_why;
    bool m_sawLocalTime = false;
    std::string m_lastStateText;
    JobState m_lastState = JobState::Unknown;
    std::string m_attributes;                  // kept for its memory
};

// "billing=64,gres/gpu=8,gres/gpu:h100=8,node=1" → 8: the typed counts are parts of the untyped one, not more of them.
[[nodiscard]] std::uint64_t gpusInTres(std::string_view tres);

} // namespace podscape
