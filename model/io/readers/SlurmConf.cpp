#include "model/io/readers/SlurmConf.h"

#include "model/io/BracketList.h"
#include "model/io/TextInput.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>

namespace podscape {
namespace {

constexpr std::size_t kMostNodes = std::size_t(1) << 22;   // over a hundred times the largest Slurm site

// A list as written and the column where it begins.
struct RawList
{
    std::string_view text;
    std::size_t column = 1;
};

struct RawEntry
{
    RawList switches, nodes;
};

class ConfParser
{
public:
    ConfParser(std::string_view text, Report& findings) : m_lines(text), m_findings(findings) {}

    Result<SlurmConf> parse()
    {
        std::string_view line;
        while (nextLine(line))
            if (!parseLine(line))
                return m_error;
        if (m_conf.entries.empty()) {
            fail("a line with SwitchName= or BlockName=", "none", "Give the topology.conf of the cluster.");
            m_error.place.clear();
            return m_error;
        }
        if (!resolve())
            return m_error;
        return std::move(m_conf);
    }

private:
    static std::string_view withoutComment(std::string_view line)
    {
        line = line.substr(0, line.find('#'));
        return line.substr(0, line.find_last_not_of(" \t") + 1);
    }

    // A whole line without its comment; a backslash at the end joins the next one.
    bool nextLine(std::string_view& line)
    {
        if (!m_lines.next(line))
            return false;
        m_line = m_lines.number();
        line = withoutComment(line);
        if (!line.ends_with('\\'))
            return true;
        std::string joined;
        while (line.ends_with('\\')) {
            joined += line.substr(0, line.size() - 1);
            line = m_lines.next(line) ? withoutComment(line) : std::string_view{};
            if (joined.ends_with(','))                     // a list that goes on: the indent of its next line is no part of it
                line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        }
        joined += line;
        line = m_kept.emplace_back(std::move(joined));
        return true;
    }

    bool fail(std::string expected, std::string found, std::string hint, ErrorCode code = ErrorCode::Syntax, std::size_t column = 1)
    {
        m_error = {code, {}, lineColumn(m_line, column), std::move(expected), std::move(found), std::move(hint)};
        return false;
    }

    // SwitchName=s2 Switches=s[1-4] LinkSpeed=100
    bool parseLine(std::string_view line)
    {
        RawEntry raw;
        std::string_view switchName, blockName;
        for (std::size_t at = line.find_first_not_of(" \t"); at < line.size(); at = line.find_first_not_of(" \t", at)) {
            const std::string_view word = line.substr(at, line.find_first_of(" \t", at) - at);
            const std::size_t equals = word.find('=');
            if (equals == std::string_view::npos || equals + 1 == word.size())
                return fail("words like Nodes=n[1-18]", quoteForMessage(word), "Lists have no blanks.", ErrorCode::Syntax, at + 1);
            const std::string_view key = word.substr(0, equals), value = word.substr(equals + 1);
            const RawList list{value, at + equals + 2};
            if (equalsIgnoringCase(key, "SwitchName"))
                switchName = value;
            else if (equalsIgnoringCase(key, "BlockName"))
                blockName = value;
            else if (equalsIgnoringCase(key, "Nodes"))
                raw.nodes = list;
            else if (equalsIgnoringCase(key, "Switches"))
                raw.switches = list;
            else if (equalsIgnoringCase(key, "BlockSizes"))
                m_conf.blockSizes = value;
            else if (!equalsIgnoringCase(key, "LinkSpeed"))   // Slurm itself ignores it, and so do we
                m_findings.add(Severity::Info, "unknown-key", "a key is not known and was passed over.", "line " + std::to_string(m_line) + ": " + quoteForMessage(key));
            at += word.size();
        }
        if (!switchName.empty() && !blockName.empty())
            return fail("SwitchName= or BlockName=", "both", "Put them on two lines.");
        if (switchName.empty() && blockName.empty())
            return raw.nodes.text.empty() && raw.switches.text.empty() ? true : fail("SwitchName= or BlockName= before its list", "none", "Name the switch or block.");
        return addEntry(switchName.empty() ? SlurmConf::Kind::Block : SlurmConf::Kind::Tree, switchName.empty() ? blockName : switchName, raw);
    }

    bool addEntry(SlurmConf::Kind kind, std::string_view name, RawEntry raw)
    {
        if (!m_conf.entries.empty() && kind != m_conf.kind)
            return fail("switches or blocks", "both in one file", "Give the part that Slurm uses, see TopologyPlugin in slurm.conf.", ErrorCode::Unsupported);
        if (!raw.nodes.text.empty() && !raw.switches.text.empty())
            return fail("Switches= or Nodes= for " + quoteForMessage(name), "both", "Only switches without switches below have nodes.", ErrorCode::Value);
        if (kind == SlurmConf::Kind::Block && !raw.switches.text.empty())
            return fail("Nodes= for block " + quoteForMessage(name), "Switches=", "Blocks hold nodes.", ErrorCode::Schema);
        const auto [known, isNew] = m_entryNumber.try_emplace(std::string(name), static_cast<std::uint32_t>(m_conf.entries.size()));
        if (!isNew)
            return fail("each name once", quoteForMessage(name) + " again after line " + std::to_string(m_conf.entries[known->second].line),
                        "Join the two lines or rename one.", ErrorCode::Value);
        m_conf.kind = kind;
        m_conf.entries.push_back({std::string(name), m_line, {}, {}});
        m_raw.push_back(raw);
        return true;
    }

    // Names become indices once all are known: the order of lines is free.
    bool resolve()
    {
        for (std::uint32_t i = 0; i < m_conf.entries.size(); ++i) {
            m_line = m_conf.entries[i].line;
            if (!resolveSwitches(i) || !resolveNodes(i))
                return false;
        }
        if (m_conf.nodeNames.empty()) {
            fail("nodes below the switches or blocks", "none", "Give the topology.conf that lists nodes.", ErrorCode::Value);
            m_error.place.clear();
            return false;
        }
        return true;
    }

    std::optional<std::vector<std::string>> expand(RawList list)
    {
        auto names = expandBracketList(list.text, {kMostNodes - m_conf.nodeNames.size(), std::uint64_t(1) << 28}, list.column);
        if (names)
            return std::move(names).value();
        m_error = names.error();
        m_error.place = std::to_string(m_line) + ':' + m_error.place;
        return std::nullopt;
    }

    bool resolveSwitches(std::uint32_t entry)
    {
        const auto names = expand(m_raw[entry].switches);
        if (!names)
            return false;
        for (const std::string& name : *names) {
            const auto child = m_entryNumber.find(name);
            if (child == m_entryNumber.end())
                return fail("a line \"SwitchName=" + name + "\" somewhere in the file", "none", "Add it, or take it out of Switches=.", ErrorCode::Reference,
                            m_raw[entry].switches.column);
            addOnce(child->second, entry, m_parentOfEntry, m_conf.entries[entry].children);
        }
        return true;
    }

    bool resolveNodes(std::uint32_t entry)
    {
        const auto names = expand(m_raw[entry].nodes);
        if (!names)
            return false;
        for (const std::string& name : *names) {
            const auto [known, isNew] = m_nodeNumber.try_emplace(name, static_cast<std::uint32_t>(m_conf.nodeNames.size()));
            if (isNew)
                m_conf.nodeNames.push_back(name);
            addOnce(known->second, entry, m_parentOfNode, m_conf.entries[entry].nodes);
        }
        return true;
    }

    // A name twice in one list counts once.
    void addOnce(std::uint32_t member, std::uint32_t entry, std::vector<std::uint32_t>& lastOwner, std::vector<std::uint32_t>& members)
    {
        if (lastOwner.size() <= member)
            lastOwner.resize(std::max<std::size_t>(member + 1, lastOwner.size() * 2), kNone);
        if (lastOwner[member] == entry) {
            m_findings.add(Severity::Info, "repeated-name", "a name is twice in one list and counts once.", "line " + std::to_string(m_line));
            return;
        }
        lastOwner[member] = entry;
        members.push_back(member);
    }

    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    LineCursor m_lines;
    Report& m_findings;
    std::size_t m_line = 0;
    Error m_error;
    SlurmConf m_conf;
    std::vector<RawEntry> m_raw;
    std::deque<std::string> m_kept;            // joined lines, which entries have views of
    std::unordered_map<std::string, std::uint32_t> m_entryNumber;
    std::unordered_map<std::string, std::uint32_t> m_nodeNumber;
    std::vector<std::uint32_t> m_parentOfEntry, m_parentOfNode;   // whose list named it last
};

} // namespace

Result<SlurmConf> parseSlurmConf(std::string_view text, Report& findings)
{
    return ConfParser(text, findings).parse();
}

} // namespace podscape
