#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

enum class Severity { Info, DataLoss, Error };

[[nodiscard]] std::string_view toText(Severity severity);

// Something that did not stop the load but that the user should know. Equal findings are counted, not repeated.
struct Finding
{
    static constexpr std::size_t kPlacesKept = 5;

    Severity severity = Severity::Info;
    std::string kind;                 // stable word for scripts: "unknown-key", "skipped-row"
    std::string text;                 // one sentence about the subject
    std::string hint;                 // what to do; may be empty
    std::uint64_t count = 1;
    std::vector<std::string> places;  // the first kPlacesKept of them
};

// Collects findings while a file is read or a model is checked. Not thread-safe: one job, one report.
class Report
{
public:
    // Merges with an earlier finding of the same kind and text.
    void add(Severity severity, std::string_view kind, std::string_view text, std::string_view place = {}, std::string_view hint = {});
    void append(const Report& other);

    [[nodiscard]] std::span<const Finding> findings() const { return m_findings; }
    [[nodiscard]] bool isEmpty() const { return m_findings.empty(); }

private:
    std::vector<Finding> m_findings;
};

// "info: skipped-row ×3 (row 4, row 9, row 12): the row has 7 fields instead of 26. Check the --format list."
[[nodiscard]] std::string toText(const Finding& finding);

} // namespace podscape
