#include "model/io/Csv.h"
#include "model/io/Reader.h"
#include "model/io/TextInput.h"
#include "model/io/readers/MetricColumns.h"
#include "model/io/readers/SampleTable.h"
#include "model/io/readers/SampleValue.h"

#include <algorithm>

namespace podscape {
namespace {

// Before this a plain number is not a date but seconds from some start: 1973-03-03.
constexpr std::int64_t kEarliestDate = 100'000'000ll * 1'000'000'000;

std::string_view firstLine(std::string_view text) { return text.substr(0, text.find('\n')); }

class MetricCsvLoader
{
public:
    MetricCsvLoader(const Source& source, std::string_view text, Report& findings)
        : m_source(source), m_separator(detectSeparator(firstLine(text))), m_rows(text, m_separator), m_findings(findings) {}

    Result<Trace> load(Progress& progress)
    {
        if (auto error = takeHeader())
            return withSubject(*error);
        while (m_rows.next(m_cells)) {
            if (++m_rowCount % 4096 == 0) {
                progress.report(m_rows.fraction());
                if (progress.stopRequested())
                    return Error{ErrorCode::Cancelled, m_source.path(), {}, "the whole file", "that it was stopped", {}};
            }
            takeRow();
            if (m_rows.hasOpenQuote())
                return withSubject({ErrorCode::Syntax, {}, place(), "a closing quote", "the end of the file", "Close the quote, or double it inside quotes."});
            if (m_isTooLarge)
                return withSubject(SampleTable::tooLarge());
        }
        if (m_table.isEmpty())
            return withSubject(m_problem.value_or(Error{ErrorCode::Value, {}, {}, "at least one row after the header", "none", "Export a longer span."}));
        return finish();
    }

private:
    Error withSubject(Error error) const
    {
        error.subject = m_source.path();
        return error;
    }
    std::string place() const { return "row " + std::to_string(m_rows.row()); }
    std::string fileStem() const
    {
        const std::string file = m_source.fileName();
        return file.substr(0, file.find('.', 1));
    }

    std::optional<Error> takeHeader()
    {
        std::string found = "nothing";
        if (m_rows.next(m_cells)) {
            for (const std::string_view cell : m_cells)
                m_header.emplace_back(cell);
            if (auto columns = MetricColumns::fromHeader(m_cells)) {
                m_columns = std::move(*columns);
                return openSeries();
            }
            found = quoteForMessage(firstLine(m_source.bytes()).substr(0, 64));
        }
        return Error{ErrorCode::Schema, {}, "row 1", "a header such as time,unit,metric,value or Time and one column per unit", std::move(found),
                     m_cells.size() > 1 ? "Name the columns; what the values are about is a column unit, node or host." : "Separate columns by commas, semicolons or tabs."};
    }

    // Metrics and units that the header names.
    std::optional<Error> openSeries()
    {
        for (const std::size_t column : m_columns.others) {
            const MeasuredName name = splitMeasure(m_header[column]);
            if (name.name.empty() && m_columns.form != MetricColumns::Form::Long) {
                m_findings.add(Severity::DataLoss, "nameless-column", "a column without a name is left out.", "column " + std::to_string(column + 1));
            } else if (m_columns.form == MetricColumns::Form::Table) {
                m_target.emplace_back(column, m_table.metric(name.name));
                if (!name.measure.empty())
                    m_table.setMeasure(m_target.back().second, name.measure);
            } else if (m_columns.form == MetricColumns::Form::Wide) {
                m_target.emplace_back(column, m_table.unit(m_header[column]));
            }
        }
        if (m_columns.form == MetricColumns::Form::Wide)
            m_wideMetric = m_table.metric(fileStem());
        return std::nullopt;
    }

    void takeRow()
    {
        if (m_cells.size() == m_columns.width + 1 && m_cells.back().empty())
            m_cells.pop_back();                            // a separator at the end of every row
        if (m_cells.size() != m_columns.width)
            return refuse("skipped-row", "a row does not have as many fields as the header and was skipped.",
                          {ErrorCode::Syntax, {}, place(), std::to_string(m_columns.width) + " fields as in the header", std::to_string(m_cells.size()) + (m_cells.size() == 1 ? " field" : " fields"), "Quote fields that hold the separator."});
        const std::string_view text = m_cells[m_columns.time];
        const auto time = parseSampleTime(text);
        if (!time || time->value < 0)
            return refuse("bad-time", "a row has no time that can be read and was skipped.",
                          {ErrorCode::Value, {}, place(), "a time such as 2026-01-01T00:00:00Z or Unix seconds", quoteForMessage(text), "Export times in one of these forms."});
        noteTime(text, *time);
        switch (m_columns.form) {
        case MetricColumns::Form::Long: return takeLongRow(time->value);
        case MetricColumns::Form::Table: return takeTableRow(time->value);
        case MetricColumns::Form::Wide: return takeWideRow(time->value);
        }
    }

    void takeLongRow(std::int64_t time)
    {
        const std::string_view unit = m_cells[m_columns.unit];
        const MeasuredName name = splitMeasure(m_columns.metric ? m_cells[*m_columns.metric] : std::string_view{});
        if (unit.empty() || (m_columns.metric && name.name.empty()))
            return refuse("nameless-sample", "a row names no unit or no metric and was skipped.", {ErrorCode::Value, {}, place(), "a unit and a metric", "an empty field", "Fill the field or take the row out."});
        const std::uint32_t metric = m_columns.metric ? m_table.metric(name.name) : m_table.metric(fileStem());
        const std::string_view measure = m_columns.measure ? m_cells[*m_columns.measure] : name.measure;
        if (!measure.empty() && !m_table.setMeasure(metric, measure))
            return noteMixedMeasures();
        take(metric, m_table.unit(unit), time, m_cells[m_columns.value]);
    }

    void takeTableRow(std::int64_t time)
    {
        const std::string_view name = m_cells[m_columns.unit];
        if (name.empty())
            return refuse("nameless-sample", "a row names no unit or no metric and was skipped.", {ErrorCode::Value, {}, place(), "a unit", "an empty field", "Fill the field or take the row out."});
        const std::uint32_t unit = m_table.unit(name);
        for (const auto& [column, metric] : m_target)
            take(metric, unit, time, m_cells[column]);
    }

    void takeWideRow(std::int64_t time)
    {
        for (const auto& [column, unit] : m_target)
            take(m_wideMetric, unit, time, m_cells[column]);
    }

    void take(std::uint32_t metric, std::uint32_t unit, std::int64_t time, std::string_view text)
    {
        const SampleValue value = parseSampleValue(text, m_separator == ';');
        if (value.kind == SampleValue::Kind::Bad)
            return refuse("bad-value", "a value is not a number and counts as missing.", {ErrorCode::Value, {}, place(), "a number", quoteForMessage(text), "Leave the field empty where there is no value."});
        if (value.kind == SampleValue::Kind::Number && !value.suffix.empty() && !m_table.setMeasure(metric, value.suffix))
            return noteMixedMeasures();
        bool replaced = false;
        if (!m_table.add(metric, unit, time, value.kind == SampleValue::Kind::Missing ? kMissing : value.number, replaced))
            m_isTooLarge = true;
        else if (replaced)
            m_findings.add(Severity::DataLoss, "repeated-sample", "there are two samples of one metric and unit at one time; the later one in the file counts.", place());
    }

    void noteMixedMeasures()
    {
        m_findings.add(Severity::DataLoss, "mixed-measures", "a metric is measured in two ways; samples that differ from its first one are left out.", place());
    }

    void noteTime(std::string_view text, UnixNanoseconds time)
    {
        const bool isText = text.find(':') != std::string_view::npos;
        if (isText && parseTime(text, 3600) != parseTime(text, 0))
            m_hasLocalTime = true;
        m_hasDate = m_hasDate || isText || time.value >= kEarliestDate;
        m_isUnordered = m_isUnordered || time < m_lastTime;
        m_lastTime = time;
    }

    void refuse(std::string_view kind, std::string_view text, Error problem)
    {
        m_findings.add(Severity::DataLoss, kind, text, place() + ": " + problem.found);
        if (!m_problem)
            m_problem = std::move(problem);
    }

    Result<Trace> finish()
    {
        Trace trace;
        if (auto status = m_table.moveInto(trace); !status)
            return withSubject(status.error());
        trace.hasDate = m_hasDate;
        trace.unitLevel = m_columns.level;
        trace.name = fileStem();
        if (m_hasLocalTime)
            m_findings.add(Severity::Info, "time-zone", "times have no zone and are taken as UTC.", {}, "Export with a zone, such as 2026-01-01T00:00:00+08:00.");
        if (m_isUnordered)
            m_findings.add(Severity::Info, "unordered", "rows are not in the order of time and were sorted.");
        if (m_columns.form == MetricColumns::Form::Wide)
            m_findings.add(Severity::Info, "wide-form", "every column is read as a unit, and the file's name as the metric.");
        return trace;
    }

    const Source& m_source;
    char m_separator;
    CsvCursor m_rows;
    Report& m_findings;
    MetricColumns m_columns;
    std::vector<std::string> m_header;
    std::vector<std::string_view> m_cells;
    std::vector<std::pair<std::size_t, std::uint32_t>> m_target;   // column → metric (Table) or unit (Wide)
    std::uint32_t m_wideMetric = 0;
    SampleTable m_table;
    std::size_t m_rowCount = 0;
    bool m_isTooLarge = false, m_hasLocalTime = false, m_hasDate = false, m_isUnordered = false;
    UnixNanoseconds m_lastTime{};
    std::optional<Error> m_problem;
};

// In the wide form nothing but the numbers tells units from the columns of some other table.
bool isNumericRow(const std::vector<std::string_view>& cells, const MetricColumns& columns, char separator)
{
    if (cells.size() != columns.width || !parseSampleTime(cells[columns.time]))
        return false;
    const auto isPlain = [&](std::size_t column) {
        const SampleValue value = parseSampleValue(cells[column], separator == ';');
        return value.kind != SampleValue::Kind::Bad && value.suffix.empty();
    };
    return std::ranges::all_of(columns.others, isPlain);
}

class MetricCsvReader : public Reader
{
public:
    Info info() const override { return {"metric-csv", "Metric table (CSV)", ".csv .tsv .txt"}; }

    int sniff(const Source& source) const override
    {
        constexpr std::size_t kLooked = std::size_t(1) << 20;      // the header of a wide table of 50,000 units
        std::string_view text = source.bytes().substr(0, kLooked);
        if (text.starts_with("\xEF\xBB\xBF"))
            text.remove_prefix(3);
        if (source.isDirectory() || firstLine(text).find('\0') != std::string_view::npos)
            return 0;
        const char separator = detectSeparator(firstLine(text));
        CsvCursor rows(text, separator);
        std::vector<std::string_view> cells;
        if (!rows.next(cells))
            return 0;
        const auto columns = MetricColumns::fromHeader(cells);
        if (!columns)
            return 0;
        if (columns->form == MetricColumns::Form::Long)
            return 80;
        // A column without a name is a row number that some program added to a table of its own kind.
        const bool hasNames = std::ranges::none_of(columns->others, [&](std::size_t column) { return cells[column].empty() && column + 1 < columns->width; });
        const bool isTable = columns->form == MetricColumns::Form::Table;
        if (!hasNames || !rows.next(cells) || columns->time >= cells.size())
            return 0;
        return (isTable ? parseSampleTime(cells[columns->time]).has_value() : isNumericRow(cells, *columns, separator)) ? 60 : 0;
    }

    Result<Document> read(const Source& source, Progress& progress) const override
    {
        Report findings;
        const TextInput input(source, findings);
        auto trace = MetricCsvLoader(source, input.text(), findings).load(progress);
        if (!trace)
            return trace.error();
        Trace result = std::move(trace).value();
        result.sourceFile = source.path();
        result.findings = std::move(findings);
        return Document(std::move(result));
    }
};

} // namespace

std::unique_ptr<Reader> createMetricCsvReader()
{
    return std::make_unique<MetricCsvReader>();
}

} // namespace podscape
