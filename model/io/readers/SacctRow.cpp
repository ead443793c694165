#include "model/io/readers/SacctRow.h"

#include "model/io/TextInput.h"

#include <algorithm>
#include <array>
#include <limits>

namespace podscape {
namespace {

// Slurm's words for no value, in any column.
bool isNoValue(std::string_view text)
{
    constexpr std::array<std::string_view, 7> kWords{"Unknown", "None", "N/A", "None assigned", "(null)", "NONE", "INVALID"};
    return text.empty() || (text[0] > '9' || text[0] == '(' ? std::ranges::find(kWords, text) != kWords.end() : text == "0");
}

std::uint32_t clamped(std::uint64_t value)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

std::uint64_t gpusInTres(std::string_view tres)
{
    constexpr std::string_view kGpu = "gres/gpu";
    std::uint64_t typed = 0;
    for (std::size_t at = tres.find(kGpu); at != std::string_view::npos; at = tres.find(kGpu, at)) {
        at += kGpu.size();
        const char next = at < tres.size() ? tres[at] : '\0';
        if (next != '=' && next != ':')
            continue;                                      // gres/gpumem, gres/gpuutil
        const std::size_t equals = tres.find('=', at);
        if (equals == std::string_view::npos)
            break;
        const auto count = parseWhole(tres.substr(equals + 1, tres.find(',', equals) - equals - 1)).value_or(0);
        if (next == '=')
            return count;
        typed = count > std::numeric_limits<std::uint64_t>::max() - typed ? count : typed + count;
    }
    return typed;
}

void SacctRowParser::note(std::string_view kind, std::string_view text, const std::string& found)
{
    m_findings.add(Severity::Info, kind, text, "row " + std::to_string(m_row) + ": " + found);
}

bool SacctRowParser::refuse(std::string_view expected, std::string_view found, std::string_view hint)
{
    m_why = {ErrorCode::Value, {}, "row " + std::to_string(m_row), std::string(expected), std::string(found), std::string(hint)};
    return false;
}

bool SacctRowParser::isStep(const std::vector<std::string_view>& cells) const
{
    const SacctField id = m_columns.has(SacctField::Id) ? SacctField::Id : SacctField::IdRaw;
    return m_columns.of(id, cells).find('.') != std::string_view::npos;
}

std::optional<Job> SacctRowParser::parse(const std::vector<std::string_view>& cells, std::size_t row)
{
    m_cells = &cells;
    m_row = row;
    Job job;
    const std::string_view id = cell(SacctField::Id);
    job.id = id.empty() ? cell(SacctField::IdRaw) : id;
    if (job.id.empty()) {
        refuse("a job id", "none", "Export with JobID as the first column.");
        return std::nullopt;
    }
    if (!parseTimes(job))
        return std::nullopt;
    job.name = cell(SacctField::Name);
    job.owner = cell(SacctField::User);
    job.queue = cell(SacctField::Partition);
    parseState(job);
    parseNodes(job);
    parseGpus(job);
    collectAttributes(job);
    return job;
}

bool SacctRowParser::parseTimes(Job& job)
{
    if (!parseTimeCell(SacctField::Submit, "Submit", job.submit) || !parseTimeCell(SacctField::Start, "Start", job.start) ||
        !parseTimeCell(SacctField::End, "End", job.end))
        return false;
    if (job.start && job.end && *job.end < *job.start)
        return refuse("an End after Start", "End " + std::string(cell(SacctField::End)) + " before Start " + std::string(cell(SacctField::Start)), "Correct the row; the clocks of the site may have been wrong.");
    return true;
}

bool SacctRowParser::parseTimeCell(SacctField field, std::string_view name, std::optional<Nanoseconds>& time)
{
    const std::string_view text = cell(field);
    if (isNoValue(text))
        return true;
    const auto parsed = parseTime(text);
    // Before 1970 there was no Slurm; and from 1970 on no two times are further apart than 64 bits of nanoseconds hold.
    if (!parsed || parsed->value < 0)
        return refuse("a time such as 2016-12-22T07:15:12 in " + std::string(name), quoteForMessage(text), "Export again without SLURM_TIME_FORMAT.");
    m_sawLocalTime = m_sawLocalTime || text.find(':') != std::string_view::npos;
    time = Nanoseconds{parsed->value};
    return true;
}

void SacctRowParser::parseState(Job& job)
{
    const std::string_view text = cell(SacctField::State);
    if (text != m_lastStateText) {                         // runs of one state are long
        const auto state = parseJobState(text);
        if (!state && !text.empty()) {
            note("unknown-state", "a job has a state that is not one of Slurm's.", quoteForMessage(text));
            return;
        }
        m_lastState = state.value_or(JobState::Unknown);
        m_lastStateText = text;
    }
    job.state = m_lastState;
}

void SacctRowParser::parseNodes(Job& job)
{
    const auto stated = parseWhole(cell(SacctField::NodeCount));
    const std::string_view list = cell(SacctField::NodeList);
    job.nodeCount = clamped(stated.value_or(0));
    if (isNoValue(list))
        return;
    const auto nodes = m_nodeLists.find(list);
    if (!nodes) {
        const Error& error = nodes.error();
        m_findings.add(Severity::DataLoss, "bad-node-list", "a node list cannot be read; its job has no place.",
                       "row " + std::to_string(m_row) + ": expected " + error.expected + ", found " + error.found);
        return;
    }
    job.ranges = nodes->ranges;
    if (stated && *stated != nodes->count)
        note("node-count", "NNodes is not the number of nodes in NodeList; the list counts.", std::to_string(*stated) + " for " + std::to_string(nodes->count));
    job.nodeCount = nodes->count;
}

void SacctRowParser::parseGpus(Job& job)
{
    job.chipCount = clamped(gpusInTres(cell(SacctField::AllocTres)));
}

void SacctRowParser::collectAttributes(Job& job)
{
    struct Attribute { SacctField field; std::string_view key; };
    constexpr std::array kAttributes{Attribute{SacctField::Account, "account="}, Attribute{SacctField::Qos, "QOS="}, Attribute{SacctField::CpuCount, "CPUs="},
                                     Attribute{SacctField::ExitCode, "exit code="}, Attribute{SacctField::Elapsed, "elapsed="},
                                     Attribute{SacctField::TimeLimit, "time limit="}};
    m_attributes.clear();
    const auto append = [this](std::string_view key, std::string_view value) {
        if (!m_attributes.empty())
            m_attributes += '\n';
        m_attributes += key;
        m_attributes += value;
    };
    for (const Attribute& attribute : kAttributes)
        if (const std::string_view value = cell(attribute.field); !value.empty())
            append(attribute.key, value);
    if (const std::string_view state = cell(SacctField::State); state.find(' ') != std::string_view::npos)
        append("state=", state);                           // "CANCELLED by 380693"
    job.attributes = m_attributes;
}

} // namespace podscape
