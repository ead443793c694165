#pragma once

#include "tests/TestData.h"

#include "model/io/Dataset.h"
#include "widgets/draw/DrawList.h"

#include <memory>
#include <string_view>

namespace podscape::test {

// The largest sample, read once.
inline const std::shared_ptr<const Dataset>& millionChips()
{
    static const std::shared_ptr<const Dataset> dataset = [] {
        Progress progress;
        return openFiles({sourcePath("samples/clusters/million-tpu.cluster.json")}, progress).value();
    }();
    return dataset;
}

// As wide as letters are; exact widths do not matter to what is placed.
inline SizePx plainMeasure(std::string_view text, float fontPx, TextWeight)
{
    return {0.55f * fontPx * static_cast<float>(text.size()), fontPx};
}

} // namespace podscape::test
