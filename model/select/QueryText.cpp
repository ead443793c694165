#include "model/select/QueryText.h"

#include "model/base/Nouns.h"
#include "model/base/Units.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <sstream>

namespace podscape {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

std::optional<int> levelOfWord(const std::string& word, const UnitTree& tree)
{
    for (int level = 0; level < tree.levelCount(); ++level) {
        const std::string name = lower(tree.levelName(level));
        if (word == name || word == plural(name))
            return level;
    }
    return std::nullopt;
}

std::string levelWords(const UnitTree& tree)
{
    std::string words;
    for (int level = 1; level < tree.levelCount(); ++level)
        words += (words.empty() ? "" : ", ") + tree.levelName(level);
    return words;
}

Error misunderstood(std::string expected, std::string_view found, std::string hint)
{
    return {ErrorCode::Syntax, {}, {}, std::move(expected), found.empty() ? "nothing" : '"' + std::string(found) + '"', std::move(hint)};
}

struct Sign { std::string_view text; ValueTest::Kind kind; };

// Longer signs first: ">=" begins like ">".
constexpr std::array kSigns{Sign{">=", ValueTest::Kind::AtLeast}, Sign{"<=", ValueTest::Kind::AtMost}, Sign{">", ValueTest::Kind::Above}, Sign{"<", ValueTest::Kind::Below},
                            Sign{"above", ValueTest::Kind::Above}, Sign{"over", ValueTest::Kind::Above}, Sign{"below", ValueTest::Kind::Below}, Sign{"under", ValueTest::Kind::Below}};

struct SimpleWord { std::string_view text; Query::Kind kind; };
constexpr std::array kSimple{SimpleWord{"siblings", Query::Kind::Siblings},     SimpleWord{"parent", Query::Kind::Parents},       SimpleWord{"parents", Query::Kind::Parents},
                             SimpleWord{"children", Query::Kind::Children},     SimpleWord{"invert", Query::Kind::Invert},        SimpleWord{"neighbours", Query::Kind::Neighbours},
                             SimpleWord{"neighbors", Query::Kind::Neighbours}};

// "90", "90%", "90 %" behind a sign.
Result<Query> parseLimit(std::string_view rest, Query query)
{
    const std::size_t begin = rest.find_first_not_of(' ');
    rest.remove_prefix(begin == std::string_view::npos ? rest.size() : begin);
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), query.test.limit);
    if (read.ec != std::errc())
        return misunderstood("a number behind the sign", rest, "For example > 90.");
    const std::string_view unit(read.ptr, static_cast<std::size_t>(rest.data() + rest.size() - read.ptr));
    const std::size_t from = unit.find_first_not_of(' ');
    query.unitText = from == std::string_view::npos ? std::string() : std::string(unit.substr(from, unit.find_last_not_of(' ') - from + 1));
    return query;
}

Result<Query> parseSamePosition(const std::vector<std::string>& words, const UnitTree& tree)
{
    Query query{Query::Kind::SamePosition, std::nullopt, {}, {}, {}};
    const std::string& last = words.back();
    if (last == "same" || last == "position")
        return query;
    query.level = levelOfWord(last, tree);
    if (!query.level)
        return misunderstood("same position in every " + (tree.levelCount() > 2 ? tree.levelName(1) : "unit"), last, "The levels are " + levelWords(tree) + '.');
    return query;
}

// What follows an optional level: the sign and limit, "missing", "of job ID".
std::optional<Result<Query>> parseTail(std::string_view rest, std::string_view restLower, std::optional<int> level)
{
    Query query;
    query.level = level;
    if (restLower == "missing" || restLower == "no data" || restLower == "without data") {
        query.test.kind = ValueTest::Kind::Missing;
        return query;
    }
    for (const Sign sign : kSigns) {
        const bool isWord = std::isalpha(static_cast<unsigned char>(sign.text.front()));
        const bool ends = restLower.size() == sign.text.size() || !isWord || restLower[sign.text.size()] == ' ';
        if (!restLower.starts_with(sign.text) || !ends)
            continue;
        query.test.kind = sign.kind;
        return parseLimit(rest.substr(sign.text.size()), query);
    }
    if (restLower.starts_with("of "))
        return parseTail(rest.substr(3), restLower.substr(3), level);
    if (!restLower.starts_with("job ") && restLower != "job")
        return std::nullopt;
    query.kind = Query::Kind::Job;
    query.jobId = std::string(rest.substr(std::min<std::size_t>(4, rest.size())));
    if (query.jobId.empty())
        return misunderstood("the id of a job", "", "For example job 4711.");
    return query;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string numberText(float value)
{
    std::string text = formatNumber(value);
    std::erase(text, ',');   // thousands are for reading, and this is read back
    return text;
}

} // namespace

std::optional<Result<Query>> parseQuery(std::string_view text, const UnitTree& tree)
{
    text = trimmed(text);
    const std::string low = lower(text);
    const std::vector<std::string> words = wordsOf(low);
    if (words.empty())
        return std::nullopt;
    for (const SimpleWord simple : kSimple)
        if (low == simple.text)
            return Query{simple.kind, std::nullopt, {}, {}, {}};
    if (words.front() == "same" && (words.size() == 1 || words[1] == "position"))
        return parseSamePosition(words, tree);
    const std::size_t first = words.front().size();
    if (const auto level = levelOfWord(words.front(), tree); level && words.size() > 1)
        return parseTail(trimmed(text.substr(first)), trimmed(std::string_view(low).substr(first)), level);
    return parseTail(text, low, std::nullopt);
}

std::string toText(const Query& query, const UnitTree& tree)
{
    const std::string level = query.level ? plural(tree.levelName(*query.level)) + ' ' : std::string();
    switch (query.kind) {
    case Query::Kind::Job: return level + (query.level ? "of job " : "job ") + query.jobId;
    case Query::Kind::SamePosition: return query.level ? "same position in every " + tree.levelName(*query.level) : "same position";
    case Query::Kind::Value: break;
    default: return std::string(std::ranges::find(kSimple, query.kind, &SimpleWord::kind)->text);
    }
    if (query.test.kind == ValueTest::Kind::Missing)
        return level + "missing";
    const auto sign = std::ranges::find(kSigns, query.test.kind, &Sign::kind);
    return level + std::string(sign->text) + ' ' + numberText(query.test.limit) + (query.unitText.empty() ? "" : ' ' + query.unitText);
}

std::vector<std::string> queryCompletions(std::string_view typed, const Cluster& cluster, const Metric* metric, std::size_t limit)
{
    const UnitTree& tree = cluster.tree;
    const std::string wanted = lower(trimmed(typed));
    std::vector<std::string> texts;
    if (wanted.empty())
        return texts;
    const std::string block = plural(tree.levelName(cluster.floor.blockLevel)), leaf = plural(cluster.leafName());
    std::vector<std::string> all;
    if (metric) {
        // A typed limit goes on with its unit and level: "> 90" → "racks > 90 %", "chips > 90 %".
        const std::string unit = metric->info().unit.empty() ? "" : ' ' + metric->info().unit;
        if (const auto query = parseQuery(typed, tree); query && query->ok() && (*query)->kind == Query::Kind::Value && !(*query)->level) {
            Query whole = **query;
            whole.unitText = whole.test.kind == ValueTest::Kind::Missing ? "" : metric->info().unit;
            for (const int level : {cluster.floor.blockLevel, tree.leafLevel()}) {
                whole.level = level;
                texts.push_back(toText(whole, tree));
            }
        }
        for (const std::string& level : {block, leaf})
            for (const std::string& test : {"> 90" + unit, "< 10" + unit, std::string("missing")})
                all.push_back(level + ' ' + test);
    }
    for (int level = cluster.floor.blockLevel - 1; level > 0; --level)
        all.push_back("same position in every " + tree.levelName(level));
    for (const char* text : {"siblings", "parent", "children", "neighbours", "invert"})
        all.push_back(text);
    for (const std::string& text : all) {
        const std::string low = lower(text);
        if (low.starts_with(wanted) || low.find(' ' + wanted) != std::string::npos)
            texts.push_back(text);
    }
    std::vector<std::string> once;
    for (const std::string& text : texts)
        if (once.size() < limit && std::ranges::find(once, text) == once.end())
            once.push_back(text);
    return once;
}

} // namespace podscape
