#include "model/io/Reader.h"
#include "model/io/TextInput.h"
#include "model/io/readers/SacctRow.h"

#include <algorithm>

namespace podscape {
namespace {

std::string_view firstLine(std::string_view text)
{
    LineCursor lines(text);
    std::string_view line;
    while (lines.next(line) && line.empty())
        ;
    return line;
}

// 163485|163485|phillips|focaccia|…|2016-12-22T07:15:12|… : 26 cells, a job id first, a time as the eleventh.
bool looksLikeXdmodRow(std::string_view line)
{
    std::vector<std::string_view> cells;
    splitSacctRow(line, false, cells);
    constexpr std::size_t kCells = 26, kSubmit = 10;
    return cells.size() >= kCells && !cells[0].empty() && cells[0][0] >= '0' && cells[0][0] <= '9' && parseTime(cells[kSubmit]).has_value();
}

Nanoseconds sortKey(const Job& job)
{
    return job.start ? *job.start : job.submit.value_or(Nanoseconds{});
}

class SacctLoader
{
public:
    SacctLoader(const Source& source, const TextInput& input, Report& findings, SacctColumns columns, bool hasHeader)
        : m_source(source), m_lines(input.text()), m_size(input.text().size()), m_hasNul(input.text().find('\0') != std::string_view::npos), m_findings(findings), m_columns(columns),
          m_rows(m_columns, findings), m_hasHeader(hasHeader) {}

    Result<Trace> load(Progress& progress)
    {
        std::string_view line;
        bool isHeader = m_hasHeader;
        while (m_lines.next(line)) {
            if (m_lines.number() % 4096 == 0) {
                progress.report(m_lines.fraction());
                if (progress.stopRequested())
                    return Error{ErrorCode::Cancelled, m_source.path(), {}, "the whole file", "that it was stopped", {}};
            }
            if (line.empty())
                continue;
            if (isHeader || isRepeatedHeader(line)) {
                m_closed = line.ends_with('|');
                isHeader = false;
                continue;
            }
            takeRow(line);
        }
        if (m_trace.jobs.empty() && m_skipped > 0)
            return m_firstProblem;
        finish();
        return std::move(m_trace);
    }

private:
    // Logs that were put together with cat repeat it.
    bool isRepeatedHeader(std::string_view line) const { return m_hasHeader && (line.starts_with("JobID|") || line.starts_with("JobIDRaw|")); }

    void takeRow(std::string_view line)
    {
        if (!m_hasHeader && m_trace.jobs.empty() && m_skipped == 0)
            decideClosed(line);
        splitSacctRow(line, m_closed, m_cells);
        if (m_cells.size() > m_columns.width() && m_columns.endsWithJobName())
            joinJobName(line);
        if (m_hasNul && line.find('\0') != std::string_view::npos)
            return skip("nul-bytes", "a row holds NUL bytes and was skipped.", {ErrorCode::Syntax, {}, rowPlace(), "text", "a NUL byte", "The file is damaged; export it again."});
        if (m_cells.size() != m_columns.width())
            return skip("skipped-row", "a row does not have " + std::to_string(m_columns.width()) + " fields and was skipped.", fieldCountError());
        if (m_rows.isStep(m_cells)) {
            ++m_steps;
            return;
        }
        auto job = m_rows.parse(m_cells, m_lines.number());
        if (!job)
            return skip("bad-row", "a row holds a value that it cannot have and was skipped.", m_rows.why());
        if (m_trace.jobs.empty())
            m_trace.jobs.reserve(std::min<std::size_t>(m_size / (line.size() + 1), 1u << 20));   // a guess; short first rows must not make it a large one
        m_trace.jobs.push_back(std::move(*job));
    }

    // Without a header only the number of cells tells -p from -P.
    void decideClosed(std::string_view line)
    {
        splitSacctRow(line, false, m_cells);
        m_closed = line.ends_with('|') && m_cells.size() == m_columns.width() + 1;
    }

    void joinJobName(std::string_view line)
    {
        const std::size_t last = m_columns.width() - 1;
        const char* const start = m_cells[last].data();
        std::size_t length = static_cast<std::size_t>(line.data() + line.size() - start);
        length -= m_closed && line.ends_with('|') ? 1 : 0;
        m_cells[last] = {start, length};
        m_cells.resize(m_columns.width());
    }

    std::string rowPlace() const { return "row " + std::to_string(m_lines.number()); }

    Error fieldCountError() const
    {
        return {ErrorCode::Syntax, {}, rowPlace(),
                std::to_string(m_columns.width()) + (m_hasHeader ? " fields as in the header" : " fields in the order " + std::string(SacctColumns::kXdmodOrder)),
                std::to_string(m_cells.size()) + (m_cells.size() == 1 ? " field" : " fields"),
                m_hasHeader ? "Export with sacct -P." : "Export with sacct -P and without --noheader."};
    }

    void skip(std::string_view kind, const std::string& text, Error problem)
    {
        m_findings.add(Severity::DataLoss, kind, text, rowPlace() + ": " + problem.found);
        if (m_skipped++ == 0) {
            m_firstProblem = std::move(problem);
            m_firstProblem.subject = m_source.path();
        }
    }

    void finish()
    {
        if (m_steps > 0)
            m_findings.add(Severity::Info, "job-steps", std::to_string(m_steps) + " rows are steps of jobs and are left out.", {}, "sacct -X leaves them out at once.");
        if (m_rows.sawLocalTime())
            m_findings.add(Severity::Info, "time-zone", "sacct writes the site's local time without its zone; times are taken as UTC.", {}, "Export with TZ=UTC sacct.");
        if (m_trace.jobs.empty())
            m_findings.add(Severity::Info, "no-jobs", "the file holds no job.");
        m_trace.unitLevel = "node";
        m_trace.unitNames = m_rows.nodeLists().takeNames();
        m_trace.ranges = m_rows.nodeLists().takeRanges();
        startClock();
        sortJobs();
    }

    // The clock starts with the first thing that the file knows.
    void startClock()
    {
        std::optional<Nanoseconds> first, last;
        const auto times = [](Job& job) { return std::array{&job.submit, &job.start, &job.end}; };
        for (Job& job : m_trace.jobs)
            for (const std::optional<Nanoseconds>* time : times(job))
                if (*time) {
                    first = first ? std::min(*first, **time) : **time;
                    last = last ? std::max(*last, **time) : **time;
                }
        m_trace.hasDate = first.has_value();
        if (!first)
            return;
        m_trace.start = UnixNanoseconds{first->value};
        m_trace.duration = *last - *first;
        for (Job& job : m_trace.jobs)
            for (std::optional<Nanoseconds>* time : times(job))
                if (*time)
                    *time = **time - *first;
    }

    // Keys are sorted and jobs moved once: a job is some 250 bytes.
    void sortJobs()
    {
        std::vector<Job>& jobs = m_trace.jobs;
        if (std::ranges::is_sorted(jobs, {}, sortKey))
            return;
        std::vector<std::pair<Nanoseconds, std::uint32_t>> order(jobs.size());
        for (std::uint32_t i = 0; i < jobs.size(); ++i)
            order[i] = {sortKey(jobs[i]), i};
        std::ranges::sort(order);
        std::vector<Job> sorted;
        sorted.reserve(jobs.size());
        for (const auto& [key, index] : order)
            sorted.push_back(std::move(jobs[index]));
        jobs = std::move(sorted);
    }

    const Source& m_source;
    LineCursor m_lines;
    std::size_t m_size;
    bool m_hasNul;
    Report& m_findings;
    SacctColumns m_columns;
    SacctRowParser m_rows;
    bool m_hasHeader, m_closed = false;
    Trace m_trace;
    std::vector<std::string_view> m_cells;
    std::uint64_t m_skipped = 0, m_steps = 0;
    Error m_firstProblem;
};

class SacctReader : public Reader
{
public:
    Info info() const override { return {"sacct", "Slurm job log (sacct -P)", ".log .txt .psv .csv"}; }

    int sniff(const Source& source) const override
    {
        const std::string_view line = firstLine(source.head());
        if (line.find('|') == std::string_view::npos)
            return 0;
        if (SacctColumns::fromHeader(line))
            return 95;
        // Something with bars that begins with a number may be a list of fields that we do not know: then read() says what it needs.
        return looksLikeXdmodRow(line) ? 90 : line[0] >= '0' && line[0] <= '9' ? 20 : 0;
    }

    Result<Document> read(const Source& source, Progress& progress) const override
    {
        Report findings;
        const TextInput input(source, findings);
        const std::string_view line = firstLine(input.text());
        const auto header = SacctColumns::fromHeader(line);
        if (header && (!header->has(SacctField::Start) || !header->has(SacctField::End)))
            return Error{ErrorCode::Schema, source.path(), "row 1", "the columns JobID, Start and End", "a header without " + std::string(header->has(SacctField::Start) ? "End" : "Start"),
                         "Export at least JobID,Start,End,State,NodeList."};
        auto trace = SacctLoader(source, input, findings, header.value_or(SacctColumns::xdmod()), header.has_value()).load(progress);
        if (!trace)
            return trace.error();
        Trace result = std::move(trace).value();
        const std::string file = source.fileName();
        result.name = file.substr(0, file.find('.', 1));
        result.sourceFile = source.path();
        result.findings = std::move(findings);
        return Document(std::move(result));
    }
};

} // namespace

std::unique_ptr<Reader> createSacctReader()
{
    return std::make_unique<SacctReader>();
}

} // namespace podscape
