#include "TestData.h"

#include "model/io/Reader.h"
#include "model/io/readers/IbScan.h"
#include "model/io/readers/SacctRow.h"
#include "model/io/readers/SampleValue.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace podscape;
using podscape::test::sharedPath;

namespace {

// Reads, or ends the test with the reader's own sentence.
template <class T>
T readAs(const Source& source, std::string_view readerId = {})
{
    Progress progress;
    auto document = readDocument(source, progress, readerId);
    if (!document) {
        QTest::qFail(toText(document.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    if (!std::holds_alternative<T>(*document)) {
        QTest::qFail("another kind of document", __FILE__, __LINE__);
        return {};
    }
    return std::get<T>(std::move(document).value());
}

template <class T>
T readShared(const char* path)
{
    const auto source = Source::open(sharedPath(path));
    return source ? readAs<T>(*source) : T{};
}

template <class T>
T readText(const char* name, std::string text, std::string_view readerId = {})
{
    return readAs<T>(Source::fromMemory(name, std::move(text)), readerId);
}

QString errorOf(const char* name, std::string text, std::string_view readerId = {})
{
    Progress progress;
    const auto document = readDocument(Source::fromMemory(name, std::move(text)), progress, readerId);
    return document ? QString("read") : QString::fromStdString(toText(document.error()));
}

const Finding* finding(const Report& report, std::string_view kind)
{
    const auto found = std::ranges::find(report.findings(), kind, &Finding::kind);
    return found == report.findings().end() ? nullptr : &*found;
}

std::uint64_t countOf(const Report& report, std::string_view kind)
{
    const Finding* const found = finding(report, kind);
    return found ? found->count : 0;
}

std::map<std::string, int> linksByGroup(const Fabric& fabric)
{
    std::map<std::string, int> counts;
    for (const std::uint8_t group : fabric.linkGroup())
        ++counts[fabric.groups()[group].name];
    return counts;
}

std::map<std::string, int> switchesByTier(const Fabric& fabric)
{
    std::map<std::string, int> counts;
    for (const FabricSwitch& s : fabric.switches())
        ++counts[fabric.tierNames()[s.tier]];
    return counts;
}

std::string attribute(const Job& job, const std::string& key)
{
    const std::string text = '\n' + job.attributes + '\n';
    const std::size_t at = text.find('\n' + key + '=');
    return at == std::string::npos ? std::string() : text.substr(at + key.size() + 2, text.find('\n', at + 1) - at - key.size() - 2);
}

std::map<JobState, std::size_t> states(const Trace& trace)
{
    std::map<JobState, std::size_t> counts;
    for (const Job& job : trace.jobs)
        ++counts[job.state];
    return counts;
}

std::size_t distinct(const Trace& trace, std::string Job::*member)
{
    std::set<std::string> values;
    for (const Job& job : trace.jobs)
        values.insert(job.*member);
    return values.size();
}

double hours(const Job& job) { return job.start && job.end ? toSeconds(*job.end - *job.start) / 3600 : 0; }

double cpuHours(const Trace& trace)
{
    double sum = 0;
    for (const Job& job : trace.jobs)
        sum += hours(job) * std::stod('0' + attribute(job, "CPUs"));
    return sum;
}

struct Running { std::size_t jobs = 0, cpus = 0, nodes = 0; };

Running runningAt(const Trace& trace, const char* time)
{
    Running running;
    std::set<std::uint32_t> nodes;
    const Nanoseconds at{parseTime(time)->value - trace.start.value};
    for (const JobId id : trace.jobsRunningAt(at)) {
        const Job& job = trace.jobs[id.value];
        ++running.jobs;
        running.cpus += std::stoul(attribute(job, "CPUs"));
        for (const IndexRange& range : trace.rangesOf(job))
            for (std::uint32_t node = range.begin; node < range.end; ++node)
                nodes.insert(node);
    }
    running.nodes = nodes.size();
    return running;
}

const char* const kSacctHeader = "JobID|State|Submit|Start|End|NNodes|NodeList|AllocTRES\n";

} // namespace

class ReadersTest : public QObject
{
    Q_OBJECT

private slots:
    void findsEveryCableOfTheSuperPod();
    void keepsTheHostsOfTheSuperPodInTheirGroups();
    void readsAScanOfOneAdapter();
    void refersThePortsReportToTheTopologyForm();
    void knowsTheSpeedsOfInfiniBand();
    void derivesTiersFromCablesWhateverTheNames();
    void keepsTheFirstOfTwoContradictingCables();
    void takesDevicesWithoutABlockFromTheirCables();

    void readsASwitchTree();
    void readsABlockTopology();
    void readsTheTreeThatTopographMadeOfTheSuperPod();
    void readsSlurmKeysInAnyCaseAndJoinsLines();
    void keepsForestsAndShallowBranches();

    void readsPhillips();
    void readsPozidriv();
    void readsRowsThatContradictThemselves();
    void readsJobArrays();
    void readsColumnsByNameWithAndWithoutClosingBar();
    void knowsJobsThatNeverStartedOrStillRun();
    void leavesStepsOut();
    void countsGpusOnce_data();
    void countsGpusOnce();
    void sortsJobsByStart();

    void readsTheWideTableOfAcme();
    void readsLongTablesInAnyColumnOrder();
    void readsOneMetricPerColumn();
    void takesWordsForNoValueAsMissing();
    void understandsSemicolonsAndDecimalCommas();
    void tellsSecondsFromDates();
    void leavesOtherTablesAlone_data();
    void leavesOtherTablesAlone();
    void stopsWhenAsked();
};

void ReadersTest::findsEveryCableOfTheSuperPod()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("ibnetdiscover/dgx-superpod-40sw.out"));
    const Cluster cluster = readShared<Cluster>("ibnetdiscover/dgx-superpod-40sw.out");
    QCOMPARE(cluster.fabrics.size(), std::size_t(1));
    const Fabric& fabric = cluster.fabrics.front();
    QCOMPARE(fabric.kind(), FabricKind::FatTree);
    QCOMPARE(fabric.linkCount(), 1114u);
    QCOMPARE(fabric.switchCount(), 40u);
    QCOMPARE(switchesByTier(fabric), (std::map<std::string, int>{{"leaf", 31}, {"spine", 9}, {"unnamed HCA", 69}, {"SHARP aggregation node", 40}}));
    QCOMPARE(linksByGroup(fabric), (std::map<std::string, int>{{"node–leaf", 473}, {"leaf–spine", 532}, {"unnamed HCA–leaf", 69}, {"SHARP–leaf", 31}, {"SHARP–spine", 9}}));
    QCOMPARE(fabric.groups()[0].name, std::string("node–leaf"));
    QVERIFY(std::ranges::all_of(fabric.linkBandwidth(), [](float rate) { return rate == 50e9f; }));
    QCOMPARE(countOf(cluster.findings, "unnamed-hca"), std::uint64_t(69));
    QCOMPARE(countOf(cluster.findings, "sharp"), std::uint64_t(40));
    QCOMPARE(cluster.findings.findings().size(), std::size_t(2));      // names and cables agree on every tier, nothing dangles

    std::map<std::pair<std::uint32_t, std::uint32_t>, int> pairs;
    for (std::uint32_t i = 0; i < fabric.linkCount(); ++i)
        if (fabric.groups()[fabric.linkGroup()[i]].name == "leaf–spine")
            ++pairs[{fabric.linkA()[i], fabric.linkB()[i]}];
    std::map<int, int> cablesPerPair;
    for (const auto& [pair, cables] : pairs)
        ++cablesPerPair[cables];
    QCOMPARE(cablesPerPair, (std::map<int, int>{{1, 6}, {2, 263}}));
}

void ReadersTest::keepsTheHostsOfTheSuperPodInTheirGroups()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("ibnetdiscover/dgx-superpod-40sw.out"));
    const Cluster cluster = readShared<Cluster>("ibnetdiscover/dgx-superpod-40sw.out");
    const UnitTree& tree = cluster.tree;
    QCOMPARE(tree.levelCount(), 3);
    QCOMPARE(tree.levelName(1), std::string("group"));
    QCOMPARE(cluster.leafName(), std::string("node"));
    QCOMPARE(tree.chipCount(), 122u);
    std::map<std::string, std::uint32_t> sizes;
    for (std::uint32_t i = 0; i < tree.unitCount(1); ++i)
        sizes[tree.name({1, i})] = tree.chips({1, i}).size();
    QCOMPARE(sizes, (std::map<std::string, std::uint32_t>{{"B11", 1}, {"a05", 10}, {"a06", 11}, {"a07", 18}, {"a08", 17}, {"b05", 18}, {"b06", 15}, {"b07", 16}, {"b08", 14}, {"others", 2}}));
    QVERIFY(tree.find("a08/a08-p1-dgx-04-c01"));
    QVERIFY(cluster.description.find("Wed Aug  6 16:11:23 2025") != std::string::npos);

    std::map<std::size_t, int> hostsByAdapters;
    for (std::uint32_t host = 0; host < tree.chipCount(); ++host)
        ++hostsByAdapters[cluster.fabrics.front().linksOf(host).size()];
    QCOMPARE(hostsByAdapters, (std::map<std::size_t, int>{{2, 2}, {3, 11}, {4, 109}}));
}

void ReadersTest::readsAScanOfOneAdapter()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("ibnetdiscover/gb200-single-ca.out"));
    const Cluster cluster = readShared<Cluster>("ibnetdiscover/gb200-single-ca.out");
    QCOMPARE(cluster.tree.chipCount(), 1u);
    QCOMPARE(cluster.tree.name({1, 0}), std::string("dgx-gb200-n01-c1"));
    QCOMPARE(cluster.fabrics.front().switchCount(), 0u);
    QCOMPARE(cluster.fabrics.front().linkCount(), 0u);
    QCOMPARE(countOf(cluster.findings, "no-cables"), std::uint64_t(1));
}

void ReadersTest::refersThePortsReportToTheTopologyForm()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("ibnetdiscover/edr-ports-report.out"));
    Progress progress;
    const auto document = readDocument(sharedPath("ibnetdiscover/edr-ports-report.out"), progress);
    QVERIFY(!document);
    QCOMPARE(document.error().code, ErrorCode::Unsupported);
    QCOMPARE(document.error().hint, std::string("Run ibnetdiscover without -p."));
}

void ReadersTest::knowsTheSpeedsOfInfiniBand()
{
    QCOMPARE(ibSpeed("4xNDR").value, 50e9);
    QCOMPARE(ibSpeed("4xHDR").value, 25e9);
    QCOMPARE(ibSpeed("2xHDR").value, 12.5e9);
    QCOMPARE(ibSpeed("4xEDR").value, 12.5e9);
    QCOMPARE(ibSpeed("4xXDR").value, 100e9);
    QCOMPARE(ibSpeed("1xSDR").value, 0.25e9);
    QCOMPARE(ibSpeed("4xQDR").value, 4e9);
    QCOMPARE(ibSpeed("4xFDR").value, 6.8e9);
    for (const char* text : {"", "4x", "xNDR", "3xNDR", "4xZDR", "4 NDR", "99999999999999999999xNDR", "4xndr"})
        QCOMPARE(ibSpeed(text).value, 0.0);
}

namespace {

std::string ibSwitch(char id, const std::string& name) { return std::string("\nswitchguid=0x0\nSwitch\t36 \"S-") + id + "\"\t\t# \"MF0;" + name + ":MQM/U1\" enhanced port 0 lid 1 lmc 0\n"; }
std::string ibPort(int port, const char* peer, int peerPort, const char* name) { return '[' + std::to_string(port) + "]\t\"" + peer + "\"[" + std::to_string(peerPort) + "]\t\t# \"" + name + "\" lid 1 4xHDR\n"; }
std::string ibHost(char id, const std::string& name) { return std::string("\ncaguid=0x0\nCa\t1 \"H-") + id + "\"\t\t# \"" + name + "\"\n"; }

} // namespace

void ReadersTest::derivesTiersFromCablesWhateverTheNames()
{
    const Cluster cluster = readText<Cluster>("x.out", "# Topology file: generated on today\n" + ibSwitch('1', "spine-1") + ibPort(1, "H-a", 1, "n1 mlx5_0") + ibPort(2, "S-2", 1, "") +
                                                           ibSwitch('2', "spine-2") + ibPort(1, "S-1", 2, "") + ibPort(2, "S-3", 1, "") + ibSwitch('3', "core-1") +
                                                           ibPort(1, "S-2", 2, "") + ibHost('a', "n1 mlx5_0") + "[1](a) \t\"S-1\"[1]\t\t# lid 1 lmc 0 \"MF0;spine-1\" lid 2 4xHDR\n");
    QCOMPARE(switchesByTier(cluster.fabrics.front()), (std::map<std::string, int>{{"leaf", 1}, {"spine", 1}, {"core", 1}}));
    QCOMPARE(linksByGroup(cluster.fabrics.front()), (std::map<std::string, int>{{"node–leaf", 1}, {"leaf–spine", 1}, {"spine–core", 1}}));
    QCOMPARE(countOf(cluster.findings, "tier-name"), std::uint64_t(1));
    QCOMPARE(finding(cluster.findings, "tier-name")->places.front(), std::string("spine-1: leaf"));
}

void ReadersTest::keepsTheFirstOfTwoContradictingCables()
{
    const Cluster cluster = readText<Cluster>("x.out", "# Topology file: generated on today\n" + ibSwitch('1', "a") + ibPort(1, "H-a", 1, "n1 mlx5_0") + ibPort(1, "H-b", 1, "n2 mlx5_0") +
                                                           ibHost('b', "n2 mlx5_0") + ibHost('a', "n1 mlx5_0"));
    QCOMPARE(cluster.tree.chipCount(), 2u);
    QCOMPARE(cluster.fabrics.front().linkCount(), 1u);
    QCOMPARE(countOf(cluster.findings, "contradiction"), std::uint64_t(1));
    QCOMPARE(finding(cluster.findings, "contradiction")->places.front(), std::string("line 6 against line 5"));
}

void ReadersTest::takesDevicesWithoutABlockFromTheirCables()
{
    const Cluster cluster = readText<Cluster>("x.out", "# Topology file: generated on today\n" + ibSwitch('1', "a") + ibPort(1, "H-a", 1, "n1 mlx5_0"));
    QCOMPARE(cluster.tree.chipCount(), 1u);
    QCOMPARE(cluster.fabrics.front().linkCount(), 1u);
    QCOMPARE(countOf(cluster.findings, "missing-block"), std::uint64_t(1));
}

void ReadersTest::readsASwitchTree()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("slurm-topology/tree.conf"));
    const Cluster cluster = readShared<Cluster>("slurm-topology/tree.conf");
    QCOMPARE(cluster.tree.chipCount(), 96u);
    QCOMPARE(cluster.leafName(), std::string("node"));
    const Fabric& fabric = cluster.fabrics.front();
    QCOMPARE(fabric.kind(), FabricKind::FatTree);
    QCOMPARE(fabric.switchCount(), 19u);
    QCOMPARE(switchesByTier(fabric), (std::map<std::string, int>{{"leaf", 12}, {"spine", 6}, {"core", 1}}));
    QCOMPARE(linksByGroup(fabric), (std::map<std::string, int>{{"node–leaf", 96}, {"leaf–spine", 12}, {"spine–core", 6}}));
    QVERIFY(std::ranges::all_of(fabric.linkBandwidth(), [](float rate) { return rate == 0; }));
    QVERIFY(cluster.tree.find("switch.3.1/switch.2.1/switch.1.2/srv1208"));
    QVERIFY(cluster.findings.isEmpty());
}

void ReadersTest::readsABlockTopology()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("slurm-topology/block.conf"));
    const Cluster cluster = readShared<Cluster>("slurm-topology/block.conf");
    QCOMPARE(cluster.tree.levelCount(), 3);
    QCOMPARE(cluster.tree.levelName(1), std::string("block"));
    QCOMPARE(cluster.tree.unitCount(1), 12u);
    QCOMPARE(cluster.tree.chipCount(), 96u);
    for (std::uint32_t i = 0; i < 12; ++i)
        QCOMPARE(cluster.tree.chips({1, i}).size(), 8u);
    QVERIFY(cluster.fabrics.empty());
    QVERIFY(cluster.description.find("8,16,32") != std::string::npos);
    QVERIFY(cluster.tree.find("rack62/srv6208"));
}

void ReadersTest::readsTheTreeThatTopographMadeOfTheSuperPod()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("slurm-topology/from-superpod.conf"));
    const Cluster cluster = readShared<Cluster>("slurm-topology/from-superpod.conf");
    QCOMPARE(cluster.fabrics.front().switchCount(), 5u);
    QCOMPARE(cluster.tree.chipCount(), 31u);
    const int leaf = *cluster.tree.levelNamed("leaf switch");
    std::vector<std::uint32_t> sizes;
    for (std::uint32_t i = 0; i < cluster.tree.unitCount(leaf); ++i)
        sizes.push_back(cluster.tree.chips({static_cast<std::uint16_t>(leaf), i}).size());
    QCOMPARE(sizes, (std::vector<std::uint32_t>{2, 11, 18}));
}

void ReadersTest::readsSlurmKeysInAnyCaseAndJoinsLines()
{
    const Cluster cluster = readText<Cluster>("topology.conf", "# a site\r\nSWITCHNAME=s1 nodes=n[1-2],\\\r\n  n4 LinkSpeed=100 # the first\r\n\r\nswitchname=s0 Switches=s1 \\\n   Extra=1\n");
    QCOMPARE(cluster.tree.chipCount(), 3u);
    QVERIFY(cluster.tree.find("n4"));
    QCOMPARE(finding(cluster.findings, "unknown-key")->places.front(), std::string("line 5: \"Extra\""));
}

void ReadersTest::keepsForestsAndShallowBranches()
{
    const Cluster cluster = readText<Cluster>("topology.conf", "SwitchName=top Switches=a,b\nSwitchName=alone Nodes=x[1-3]\nSwitchName=a Nodes=n1,n1\nSwitchName=b Nodes=n[1-2]\nSwitchName=skeleton Switches=none\nSwitchName=none\n");
    QCOMPARE(cluster.tree.levelCount(), 4);
    QCOMPARE(cluster.tree.unitCount(1), 2u);                 // top and alone; skeleton has no node
    QCOMPARE(cluster.tree.chipCount(), 5u);                  // n1 once, though two switches have it
    QVERIFY(cluster.tree.find("alone/alone/x3"));
    QCOMPARE(cluster.fabrics.front().switchCount(), 6u);
    QCOMPARE(cluster.fabrics.front().linkCount(), 3u + 1 + 2 + 2 + 1);
    QCOMPARE(countOf(cluster.findings, "shallow-branch"), std::uint64_t(1));
    QCOMPARE(countOf(cluster.findings, "two-switches"), std::uint64_t(1));
    QCOMPARE(countOf(cluster.findings, "empty-switch"), std::uint64_t(2));
    QCOMPARE(countOf(cluster.findings, "repeated-name"), std::uint64_t(1));
}

void ReadersTest::readsPhillips()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("sacct/phillips.log"));
    const Trace trace = readShared<Trace>("sacct/phillips.log");
    QCOMPARE(trace.jobs.size(), std::size_t(4285));
    QCOMPARE(states(trace), (std::map<JobState, std::size_t>{{JobState::Completed, 2324}, {JobState::Failed, 1717}, {JobState::Cancelled, 243}, {JobState::Timeout, 1}}));
    QCOMPARE(formatTime(trace.start), std::string("2016-12-22T07:15:12Z"));
    QCOMPARE(formatTime({trace.start.value + trace.duration.value}), std::string("2017-01-01T23:55:05Z"));
    Nanoseconds lastSubmit{};
    for (const Job& job : trace.jobs)
        lastSubmit = std::max(lastSubmit, *job.submit);
    QCOMPARE(formatTime({trace.start.value + lastSubmit.value}), std::string("2017-01-01T23:55:01Z"));
    QCOMPARE(trace.unitNames.size(), std::size_t(46));
    QCOMPARE(trace.unitLevel, std::string("node"));
    QCOMPARE(distinct(trace, &Job::owner), std::size_t(4));
    QCOMPARE(distinct(trace, &Job::queue), std::size_t(3));
    QCOMPARE(std::ranges::count_if(trace.jobs, [](const Job& job) { return job.nodeCount > 1; }), std::ptrdiff_t(20));
    QCOMPARE(std::ranges::max(trace.jobs, {}, &Job::nodeCount).nodeCount, 8u);
    QCOMPARE(std::ranges::count_if(trace.jobs, [](const Job& job) { return job.start == job.end; }), std::ptrdiff_t(261));

    double gpuHours = 0;
    std::size_t gpuJobs = 0;
    for (const Job& job : trace.jobs)
        if (job.chipCount > 0) {
            ++gpuJobs;
            gpuHours += hours(job) * job.chipCount;
            QCOMPARE(job.chipCount, 2u);
            QCOMPARE(trace.unitNames[trace.rangesOf(job).front().begin], std::string("cpn-f11-31"));
        }
    QCOMPARE(gpuJobs, std::size_t(2));
    QVERIFY(std::abs(gpuHours - 506.913) < 0.0005);
    QVERIFY(std::abs(cpuHours(trace) - 11767.988) < 0.0005);

    const Running running = runningAt(trace, "2016-12-30T12:00:00");
    QCOMPARE(running.jobs, std::size_t(2));
    QCOMPARE(running.cpus, std::size_t(76));
    QCOMPARE(running.nodes, std::size_t(9));
    QCOMPARE(attribute(trace.jobs.front(), "state"), std::string("CANCELLED by 380693"));
    QCOMPARE(countOf(trace.findings, "time-zone"), std::uint64_t(1));
    QCOMPARE(trace.findings.findings().size(), std::size_t(1));
}

void ReadersTest::readsPozidriv()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("sacct/pozidriv.head3000.log"));
    const Trace trace = readShared<Trace>("sacct/pozidriv.head3000.log");
    QCOMPARE(trace.jobs.size(), std::size_t(3000));
    QCOMPARE(states(trace), (std::map<JobState, std::size_t>{{JobState::Completed, 2899}, {JobState::Cancelled, 61}, {JobState::Preempted, 32}, {JobState::Timeout, 7}, {JobState::Failed, 1}}));
    QCOMPARE(trace.unitNames.size(), std::size_t(100));
    QCOMPARE(distinct(trace, &Job::owner), std::size_t(13));
    QCOMPARE(distinct(trace, &Job::queue), std::size_t(6));
    QVERIFY(std::abs(cpuHours(trace) - 43054.777) < 0.0005);
    const Running running = runningAt(trace, "2016-12-30T12:00:00");
    QCOMPARE(running.jobs, std::size_t(94));
    QCOMPARE(running.cpus, std::size_t(952));
    QCOMPARE(running.nodes, std::size_t(89));
}

void ReadersTest::readsRowsThatContradictThemselves()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("sacct/accounting-logs.log"));
    const Trace trace = readShared<Trace>("sacct/accounting-logs.log");
    QCOMPARE(trace.jobs.size(), std::size_t(4));
    QCOMPARE(trace.unitNames.size(), std::size_t(41));
    const auto last = std::ranges::find(trace.jobs, "5692623", &Job::id);
    QVERIFY(last != trace.jobs.end());
    QCOMPARE(last->nodeCount, 2u);
    QCOMPARE(last->queue, std::string());
    QCOMPARE(last->chipCount, 2u);                          // on no CPU at all: a reservation-like row
    QCOMPARE(finding(trace.findings, "node-count")->places, (std::vector<std::string>{"row 4: 0 for 2"}));
}

void ReadersTest::readsJobArrays()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("sacct/accounting-logs-with-job-arrays.log"));
    const Trace trace = readShared<Trace>("sacct/accounting-logs-with-job-arrays.log");
    QCOMPARE(trace.jobs.size(), std::size_t(6));
    for (const Job& job : trace.jobs)
        QCOMPARE(job.nodeCount, 32u);
    QVERIFY(std::ranges::find(trace.jobs, "4103947_[1,5]", &Job::id) != trace.jobs.end());
    QCOMPARE(trace.unitNames.size(), std::size_t(32));
}

void ReadersTest::readsColumnsByNameWithAndWithoutClosingBar()
{
    const std::string rows = "End|JobID|Start|NodeList\n2020-01-01T01:00:00|7|2020-01-01T00:00:00|n[1-2]\n";
    std::string closed = rows;
    for (std::size_t at = closed.find('\n'); at != std::string::npos; at = closed.find('\n', at + 2))
        closed.insert(at, "|");
    for (const std::string& text : {rows, closed, "\xEF\xBB\xBF" + rows}) {
        const Trace trace = readText<Trace>("x.txt", text);
        QCOMPARE(trace.jobs.size(), std::size_t(1));
        QCOMPARE(trace.jobs.front().id, std::string("7"));
        QCOMPARE(trace.jobs.front().nodeCount, 2u);
        QCOMPARE(hours(trace.jobs.front()), 1.0);
    }
    const Trace named = readText<Trace>("x.txt", "JobID|Start|End|JobName\n7|2020-01-01T00:00:00|2020-01-01T01:00:00|a|b\n");
    QCOMPARE(named.jobs.front().name, std::string("a|b"));
}

void ReadersTest::knowsJobsThatNeverStartedOrStillRun()
{
    const Trace trace = readText<Trace>("x.txt", std::string(kSacctHeader) + "1|RUNNING|2020-01-01T00:00:00|2020-01-01T01:00:00|Unknown|1|n1|gres/gpu=4\n"
                                                                             "2|PENDING|2020-01-01T00:30:00|Unknown|Unknown|1|None assigned|\n"
                                                                             "3|CANCELLED by 7|2020-01-01T00:10:00|None|2020-01-01T00:20:00|0|None assigned|\n");
    QCOMPARE(trace.jobs.size(), std::size_t(3));
    const Job& running = *std::ranges::find(trace.jobs, "1", &Job::id);
    QVERIFY(running.start && !running.end && running.state == JobState::Running && running.chipCount == 4);
    const Job& pending = *std::ranges::find(trace.jobs, "2", &Job::id);
    QVERIFY(!pending.start && !pending.end && pending.ranges.isEmpty() && pending.nodeCount == 1);
    const Job& cancelled = *std::ranges::find(trace.jobs, "3", &Job::id);
    QVERIFY(!cancelled.start && cancelled.end && cancelled.state == JobState::Cancelled);
    QCOMPARE(trace.duration.value, fromSeconds(3600).value);
    QCOMPARE(trace.jobsRunningAt(fromSeconds(3600)).size(), std::size_t(1));
}

void ReadersTest::leavesStepsOut()
{
    const Trace trace = readText<Trace>("x.txt", std::string(kSacctHeader) + "1|COMPLETED|1|2|3|1|n1|\n1.batch|COMPLETED|1|2|3|1|n1|\n1.0|COMPLETED|1|2|3|1|n1|\n");
    QCOMPARE(trace.jobs.size(), std::size_t(1));
    QCOMPARE(finding(trace.findings, "job-steps")->text, std::string("2 rows are steps of jobs and are left out."));
    QVERIFY(!finding(trace.findings, "time-zone"));         // Unix seconds need no zone
}

void ReadersTest::countsGpusOnce_data()
{
    QTest::addColumn<QString>("tres");
    QTest::addColumn<qulonglong>("gpus");
    QTest::newRow("none") << "billing=12,cpu=12,node=1" << 0ull;
    QTest::newRow("untyped") << "cpu=12,gres/gpu=2,mem=31000M" << 2ull;
    QTest::newRow("both are the same GPUs") << "gres/gpu=8,gres/gpu:h100=8" << 8ull;
    QTest::newRow("typed first") << "gres/gpu:h100=8,gres/gpu=8" << 8ull;
    QTest::newRow("two types") << "gres/gpu:a100=4,gres/gpu:v100=2" << 6ull;
    QTest::newRow("memory of GPUs is no GPU") << "gres/gpumem=80G,gres/gpuutil=100" << 0ull;
    QTest::newRow("no number") << "gres/gpu=x" << 0ull;
    QTest::newRow("cut off") << "gres/gpu:h100" << 0ull;
    QTest::newRow("huge") << "gres/gpu:a=18446744073709551615,gres/gpu:b=18446744073709551615" << 18446744073709551615ull;
}

void ReadersTest::countsGpusOnce()
{
    QFETCH(QString, tres);
    QFETCH(qulonglong, gpus);
    QCOMPARE(qulonglong(gpusInTres(tres.toStdString())), gpus);
}

void ReadersTest::sortsJobsByStart()
{
    const Trace trace = readText<Trace>("x.txt", std::string(kSacctHeader) + "c|COMPLETED|1|30|40|1|n1|\na|COMPLETED|1|10|20|1|n2|\nb|PENDING|15|None|None|1||\n");
    QCOMPARE(trace.jobs[0].id + trace.jobs[1].id + trace.jobs[2].id, std::string("abc"));
    QCOMPARE(trace.unitNames, (std::vector<std::string>{"n1", "n2"}));   // in the order of the file
    QCOMPARE(trace.rangesOf(trace.jobs[0]).front().begin, 1u);
}

void ReadersTest::readsTheWideTableOfAcme()
{
    PODSCAPE_NEEDS_SHARED(sharedPath("acme/NODE_CPU_UTILIZATION.readme-rows.csv"));
    const Trace trace = readShared<Trace>("acme/NODE_CPU_UTILIZATION.readme-rows.csv");
    QCOMPARE(trace.metrics.size(), std::size_t(1));
    const Metric& metric = trace.metrics.front();
    QCOMPARE(metric.info().name, std::string("NODE_CPU_UTILIZATION"));
    QCOMPARE(metric.columns(), 248u);
    QCOMPARE(metric.sampleCount(), std::size_t(1));
    QCOMPARE(trace.unitNames.size(), std::size_t(248));
    QCOMPARE(trace.unitNames.front(), std::string("10.140.1.10"));
    QCOMPARE(formatTime(trace.start), std::string("2023-07-01T00:00:00Z"));
    QCOMPARE(metric.value(0, 247), 8.078f);
    QVERIFY(!finding(trace.findings, "time-zone"));         // the file says +08:00
}

void ReadersTest::readsLongTablesInAnyColumnOrder()
{
    const Trace trace = readText<Trace>("x.csv", "value,Metric,host,unit,Timestamp\r\n1.5,power,n2,W,2026-01-01T00:00:15\r\n2,power,n1,W,2026-01-01T00:00:00\r\n50,util [%],n1,,2026-01-01T00:00:00\r\n");
    QCOMPARE(trace.unitNames, (std::vector<std::string>{"n2", "n1"}));
    QCOMPARE(trace.unitLevel, std::string("node"));
    const Metric* const power = trace.metricNamed("power");
    const Metric* const util = trace.metricNamed("util");
    QVERIFY(power && util);
    QCOMPARE(power->info().unit, std::string("W"));
    QCOMPARE(power->sampleCount(), std::size_t(2));
    QCOMPARE(power->value(0, 1), 2.0f);
    QVERIFY(isMissing(power->value(0, 0)));
    QCOMPARE(power->value(1, 0), 1.5f);
    QCOMPARE(util->sampleCount(), std::size_t(1));
    QCOMPARE(trace.duration.value, fromSeconds(15).value);
    QVERIFY(finding(trace.findings, "unordered"));
    QVERIFY(finding(trace.findings, "time-zone"));
}

void ReadersTest::readsOneMetricPerColumn()
{
    const Trace trace = readText<Trace>("x.csv", "time,gpu,power (W),temp\n1767225600,g0,300,40\n1767225600,g1,310,N/A\n");
    QCOMPARE(trace.metrics.size(), std::size_t(2));
    QCOMPARE(trace.unitLevel, std::string("chip"));
    QCOMPARE(trace.metricNamed("power")->info().unit, std::string("W"));
    QCOMPARE(trace.metricNamed("power")->value(0, 1), 310.0f);
    QVERIFY(isMissing(trace.metricNamed("temp")->value(0, 1)));
}

void ReadersTest::takesWordsForNoValueAsMissing()
{
    for (const char* word : {"", "NaN", "nan", "N/A", "[N/A]", "NA", "-", "None", "null", "(null)", "[Unknown Error]", "[Function Not Found]", "UNLIMITED", "+Inf", "inf", "-Inf"})
        QVERIFY2(parseSampleValue(word, false).kind == SampleValue::Kind::Missing, word);
    for (const char* word : {"x", "1x", "1e999", "0x10", "1,5", "--1", "nano", "1e39", "+"})
        QVERIFY2(parseSampleValue(word, false).kind == SampleValue::Kind::Bad, word);
    QCOMPARE(parseSampleValue("9223372036854775808", false).number, 9223372036854775808.0f);
    QCOMPARE(parseSampleValue("+1.5", false).number, 1.5f);
    QCOMPARE(parseSampleValue("631.95 W", false).suffix, std::string_view("W"));
    QCOMPARE(parseSampleValue("100 %", false).number, 100.0f);
}

void ReadersTest::understandsSemicolonsAndDecimalCommas()
{
    const Trace trace = readText<Trace>("x.csv", "time;node;metric;value\n2026-01-01T00:00:00Z;\"n;1\";power;12,5\n");
    QCOMPARE(trace.unitNames.front(), std::string("n;1"));
    QCOMPARE(trace.metricNamed("power")->value(0, 0), 12.5f);
}

void ReadersTest::tellsSecondsFromDates()
{
    const Trace relative = readText<Trace>("x.csv", "time,node,metric,value\n0,n,m,1\n2.5,n,m,1\n");
    QVERIFY(!relative.hasDate);
    QCOMPARE(relative.duration.value, std::int64_t(2'500'000'000));
    const Trace milliseconds = readText<Trace>("x.csv", "time,node,metric,value\n1767225600000,n,m,1\n");
    QVERIFY(milliseconds.hasDate);
    QCOMPARE(formatTime(milliseconds.start), std::string("2026-01-01T00:00:00Z"));
}

void ReadersTest::leavesOtherTablesAlone_data()
{
    QTest::addColumn<QString>("path");
    for (const char* path : {"acme/trace_seren.readme-rows.csv", "helios/cluster_log.readme-rows.csv", "k8s-openb/openb_node_list_all_node.csv", "k8s-openb/openb_pod_list_default.csv",
                             "nvidia-smi/h100.load.query-gpu.csv", "alibaba-pai-v2020/job_1_norm.csv", "clos-csv/lingjun-topo.csv", "graphs/topozoo-Abilene.gml", "nccl/ndv5-topo.xml",
                             "dcgm/l4-1gpu.prom", "booksim/anynet_file", "containerlab/clos02.clab.yml", "hwloc/nvidia-dgx-gb10.xml", "swf/hpc2n-25jobs.swf",
                             "nvidia-smi/h100.topo-m.txt", "racks/racksdb-simple.yml"})
        QTest::newRow(path) << path;
}

void ReadersTest::leavesOtherTablesAlone()
{
    QFETCH(QString, path);
    const std::string file = sharedPath(qPrintable(path));
    PODSCAPE_NEEDS_SHARED(file);
    const auto source = Source::open(file);
    QVERIFY(source);
    for (const auto& reader : allReaders())
        QVERIFY2(reader->sniff(*source) == 0, std::string(reader->info().id).c_str());
}

void ReadersTest::stopsWhenAsked()
{
    std::string text = kSacctHeader, table = "time,node,metric,value\n", scan = "# Topology file: generated on today\n";
    for (int i = 0; i < 10'000; ++i) {
        text += std::to_string(i) + "|COMPLETED|1|2|3|1|n1|\n";
        table += std::to_string(i) + ",n,m,1\n";
        scan += "\n";
    }
    for (const std::string& bytes : {text, table, scan}) {
        Progress progress({}, [] { return true; });
        const auto document = readDocument(Source::fromMemory("x", bytes), progress);
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Cancelled);
    }
    QVERIFY(errorOf("x", "hello", "sacct").contains("26 fields"));
}

QTEST_APPLESS_MAIN(ReadersTest)
#include "tst_readers.moc"
