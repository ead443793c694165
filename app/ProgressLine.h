#pragma once

#include "app/Command.h"
#include "model/base/Progress.h"

#include <ostream>
#include <string>

namespace podscape {

// Progress that rewrites one line of the terminal, "reading 42 %"; silent where nobody watches.
class ProgressLine
{
public:
    ProgressLine(Console& console, std::string what) : m_console(console), m_what(std::move(what)) {}
    ~ProgressLine()
    {
        if (m_shown >= 0)
            m_console.err << "\r\x1b[K" << std::flush;
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    [[nodiscard]] Progress progress()
    {
        if (m_console.quiet)
            return {};
        return Progress([this](double fraction) { show(static_cast<int>(fraction * 100)); }, {});
    }

private:
    void show(int percent)
    {
        if (percent == m_shown)
            return;
        m_shown = percent;
        m_console.err << "\r\x1b[K" << m_what << ' ' << percent << " %" << std::flush;
    }

    Console& m_console;
    std::string m_what;
    int m_shown = -1;
};

} // namespace podscape
