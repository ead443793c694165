#include "model/analysis/Comparison.h"

#include "model/analysis/FabricText.h"
#include "model/base/Nouns.h"

#include <algorithm>

namespace podscape {

namespace {

using Pair = std::pair<int, int>;   // −1: only the other one has it
constexpr int kNone = -1;

std::optional<double> ratioOf(double a, double b)
{
    return a == 0 ? std::nullopt : std::optional(b / a);
}

// Root with root, leaf with leaf, equal names with each other; the rest stays alone where it is in its own order.
std::vector<Pair> pairsOfLevels(const UnitTree& a, const UnitTree& b)
{
    const auto partner = [&](int level) {
        if (level == 0 || level == a.leafLevel())
            return level == 0 ? 0 : b.leafLevel();
        const int found = b.levelNamed(a.levelName(level)).value_or(kNone);
        return found == 0 || found == b.leafLevel() ? kNone : found;
    };
    std::vector<Pair> pairs;
    int next = 0;
    for (int level = 0; level < a.levelCount(); ++level) {
        const int other = partner(level);
        for (; other != kNone && next < other; ++next)
            pairs.emplace_back(kNone, next);
        if (other != kNone && other < next)
            pairs.emplace_back(level, kNone);   // its partner has gone by: the two files nest these levels the other way round
        else
            pairs.emplace_back(level, other);
        next = other == kNone ? next : std::max(next, other + 1);
    }
    return pairs;
}

std::vector<Pair> pairsOfFabrics(const Cluster& a, const Cluster& b)
{
    std::vector<Pair> pairs;
    std::vector<bool> taken(b.fabrics.size(), false);
    for (int i = 0; i < static_cast<int>(a.fabrics.size()); ++i) {
        const Fabric* same = b.fabricNamed(a.fabrics[static_cast<std::size_t>(i)].name());
        pairs.emplace_back(i, same ? static_cast<int>(same - b.fabrics.data()) : kNone);
        if (same)
            taken[static_cast<std::size_t>(same - b.fabrics.data())] = true;
    }
    auto free = std::ranges::find(taken, false);
    for (Pair& pair : pairs)
        if (pair.second == kNone && free != taken.end()) {
            pair.second = static_cast<int>(free - taken.begin());
            free = std::find(free + 1, taken.end(), false);
        }
    for (; free != taken.end(); free = std::find(free + 1, taken.end(), false))
        pairs.emplace_back(kNone, static_cast<int>(free - taken.begin()));
    return pairs;
}

class Comparer
{
public:
    Comparer(const Cluster& a, const ClusterFigures& figuresOfA, const Cluster& b, const ClusterFigures& figuresOfB)
        : m_a(a), m_b(b), m_figuresOfA(figuresOfA), m_figuresOfB(figuresOfB), m_levels(pairsOfLevels(a.tree, b.tree))
    {
    }

    Comparison compare()
    {
        addLevels();
        addFigures();
        for (const auto& [a, b] : pairsOfFabrics(m_a, m_b))
            addFabrics(a == kNone ? nullptr : &m_a.fabrics[static_cast<std::size_t>(a)], b == kNone ? nullptr : &m_b.fabrics[static_cast<std::size_t>(b)]);
        std::erase_if(m_result.sections, [](const ComparisonSection& s) { return s.rows.empty(); });
        return std::move(m_result);
    }

private:
    static std::string either(const std::string& a, const std::string& b)
    {
        return a.empty() || a == b ? b : b.empty() ? a : a + " | " + b;
    }

    void addLevels()
    {
        ComparisonSection section{"units", {}};
        const auto name = [](const UnitTree& tree, int level) { return level == kNone ? std::string() : tree.levelName(level); };
        const auto count = [](const UnitTree& tree, int level) { return level == kNone ? 0u : tree.unitCount(level); };
        const auto text = [](std::uint32_t units) { return units == 0 ? std::string() : formatCount(units); };
        for (const auto& [a, b] : m_levels) {
            const std::uint32_t ofA = count(m_a.tree, a), ofB = count(m_b.tree, b);
            section.rows.push_back({either(name(m_a.tree, a), name(m_b.tree, b)), text(ofA), text(ofB), ofB == 0 ? std::nullopt : ratioOf(ofA, ofB)});
        }
        m_result.sections.push_back(std::move(section));
    }

    // The key of a figure about a level is the key of its partner with that level's number in this cluster.
    static std::string keyWithoutLevel(const NamedFigure& figure, const UnitTree& tree)
    {
        const std::string suffix = figure.level > 0 ? '.' + tree.levelName(figure.level) : std::string();
        return !suffix.empty() && figure.key.ends_with(suffix) ? figure.key.substr(0, figure.key.size() - suffix.size()) + ".*" : figure.key;
    }

    const NamedFigure* partnerOf(const NamedFigure& figure, const std::string& fabricOfB) const
    {
        int level = figure.level;
        if (level >= 0)
            level = std::ranges::find(m_levels, level, &Pair::first)->second;
        const auto found = std::ranges::find_if(m_figuresOfB.all, [&](const NamedFigure& other) {
            return other.fabric == fabricOfB && other.level == level && keyWithoutLevel(other, m_b.tree) == keyWithoutLevel(figure, m_a.tree);
        });
        return found == m_figuresOfB.all.end() || (figure.level >= 0 && level == kNone) ? nullptr : &*found;
    }

    // Rows of A in A's order, each with its partner; what only B has comes after.
    void addPairs(ComparisonSection& section, const std::vector<const NamedFigure*>& ofA, const std::vector<const NamedFigure*>& ofB, const std::string& fabricOfB) const
    {
        std::vector<const NamedFigure*> met;
        for (const NamedFigure* a : ofA) {
            const NamedFigure* b = partnerOf(*a, fabricOfB);
            met.push_back(b);
            section.rows.push_back({b ? either(a->label, b->label) : a->label, a->text(), b ? b->text() : std::string(), b ? ratioOf(a->figure.value, b->figure.value) : std::nullopt});
        }
        for (const NamedFigure* b : ofB)
            if (std::ranges::find(met, b) == met.end())
                section.rows.push_back({b->label, {}, b->text(), std::nullopt});
    }

    static std::vector<const NamedFigure*> select(const ClusterFigures& figures, FigureGroup group, const std::string* fabric)
    {
        std::vector<const NamedFigure*> chosen;
        for (const NamedFigure& figure : figures.all)
            if (figure.group == group && (!fabric || figure.fabric == *fabric))
                chosen.push_back(&figure);
        return chosen;
    }

    void addFigures()
    {
        for (const FigureGroup group : {FigureGroup::Compute, FigureGroup::Power, FigureGroup::Floor}) {
            ComparisonSection section{std::string(toText(group)), {}};
            addPairs(section, select(m_figuresOfA, group, nullptr), select(m_figuresOfB, group, nullptr), {});
            m_result.sections.push_back(std::move(section));
        }
    }

    void addFabrics(const Fabric* a, const Fabric* b)
    {
        const std::string nameOfA = a ? a->name() : std::string(), nameOfB = b ? b->name() : std::string();
        ComparisonSection section{"fabric " + either(nameOfA, nameOfB), {}};
        const auto addText = [&](const char* label, const auto& textOf, std::optional<double> ratio = std::nullopt) {
            section.rows.push_back({label, a ? textOf(*a, m_a) : std::string(), b ? textOf(*b, m_b) : std::string(), ratio});
        };
        const auto counts = [&](std::uint32_t ofA, std::uint32_t ofB) { return a && b ? ratioOf(ofA, ofB) : std::nullopt; };
        addText("kind", [](const Fabric& f, const Cluster&) { return shapeText(f); });
        addText("endpoints", [](const Fabric& f, const Cluster& c) { return counted(f.endpointCount(), c.tree.levelName(f.endpointLevel())); },
                counts(a ? a->endpointCount() : 0, b ? b->endpointCount() : 0));
        addText("links", [](const Fabric& f, const Cluster&) { return formatCount(f.linkCount()); }, counts(a ? a->linkCount() : 0, b ? b->linkCount() : 0));
        addText("switches", [](const Fabric& f, const Cluster&) { return switchesText(f); });
        addPairs(section, a ? select(m_figuresOfA, FigureGroup::Fabric, &nameOfA) : std::vector<const NamedFigure*>(),
                 b ? select(m_figuresOfB, FigureGroup::Fabric, &nameOfB) : std::vector<const NamedFigure*>(), nameOfB);
        m_result.sections.push_back(std::move(section));
    }

    const Cluster &m_a, &m_b;
    const ClusterFigures &m_figuresOfA, &m_figuresOfB;
    std::vector<Pair> m_levels;
    Comparison m_result;
};

} // namespace

Comparison Comparison::of(const Cluster& a, const ClusterFigures& figuresOfA, const Cluster& b, const ClusterFigures& figuresOfB)
{
    return Comparer(a, figuresOfA, b, figuresOfB).compare();
}

} // namespace podscape
