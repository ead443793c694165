#include "model/base/NearestWord.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

namespace podscape::clusterfile {

Provenance readProvenance(const JsonCursor& part)
{
    Provenance provenance;
    if (const auto status = part.find("status"))
        provenance.status = static_cast<FactStatus>(status->oneOf(kStatusWords));
    provenance.source = part.textOr("source", {});
    provenance.note = part.textOr("note", {});
    return provenance;
}

int readLevel(const JsonCursor& name, const UnitTree& tree)
{
    const std::string word = name.text();
    if (const auto level = tree.levelNamed(word))
        return *level;
    std::vector<std::string_view> known;
    for (int level = 0; level < tree.levelCount(); ++level)
        known.push_back(tree.levelName(level));
    name.fail(ErrorCode::Reference, "the name of a level", nearestWordHint(word, known));
    return 0;
}

void failAt(const JsonCursor& part, const Error& builderError)
{
    Error error = builderError;
    error.place = part.pointer() + (error.place.empty() ? "" : '/' + error.place);
    part.reading().fail(std::move(error));
}

} // namespace podscape::clusterfile
