#include "model/base/Report.h"

#include <algorithm>

namespace podscape {

std::string_view toText(Severity severity)
{
    switch (severity) {
    case Severity::Info: return "info";
    case Severity::DataLoss: return "data loss";
    case Severity::Error: return "error";
    }
    return {};
}

void Report::add(Severity severity, std::string_view kind, std::string_view text, std::string_view place, std::string_view hint)
{
    auto same = std::ranges::find_if(m_findings, [&](const Finding& f) { return f.kind == kind && f.text == text; });
    if (same == m_findings.end()) {
        m_findings.push_back({severity, std::string(kind), std::string(text), std::string(hint), 0, {}});
        same = std::prev(m_findings.end());
    }
    ++same->count;
    if (!place.empty() && same->places.size() < Finding::kPlacesKept)
        same->places.emplace_back(place);
}

void Report::append(const Report& other)
{
    for (const Finding& finding : other.m_findings) {
        add(finding.severity, finding.kind, finding.text, {}, finding.hint);
        Finding& mine = *std::ranges::find_if(m_findings, [&](const Finding& f) { return f.kind == finding.kind && f.text == finding.text; });
        mine.count += finding.count - 1;
        for (const std::string& place : finding.places)
            if (mine.places.size() < Finding::kPlacesKept)
                mine.places.push_back(place);
    }
}

std::string toText(const Finding& finding)
{
    std::string text = std::string(toText(finding.severity)) + ": " + finding.kind;
    if (finding.count > 1)
        text += " ×" + std::to_string(finding.count);
    if (!finding.places.empty()) {
        text += " (";
        for (std::size_t i = 0; i < finding.places.size(); ++i)
            text += (i ? ", " : "") + finding.places[i];
        text += finding.count > finding.places.size() ? ", …)" : ")";
    }
    text += ": " + finding.text;
    if (!finding.hint.empty())
        text += ' ' + finding.hint;
    return text;
}

} // namespace podscape
