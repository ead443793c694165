#pragma once

#include "model/trace/synthesis/ChipLattice.h"
#include "model/trace/synthesis/Random.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podscape::synthesis {

// What a job does, which decides how its load looks over time.
enum class Work : std::uint8_t { Pretrain, FineTune, Reinforce, Evaluate, Serve, Develop };

[[nodiscard]] std::string_view toText(Work work);     // "pretrain", "finetune", "rl", "eval", "serve", "dev"
[[nodiscard]] std::string_view queueOf(Work work);    // "batch", "serving", "interactive"

// Small: part of a granule. Medium: up to eight granules. Large: more.
enum class SizeClass : std::uint8_t { Small, Medium, Large };

struct Request
{
    Work work = Work::Develop;
    Cells shape{1, 1, 1};
    std::int64_t minutes = 0;
    enum class Outcome : std::uint8_t { Completes, Fails, IsCancelled } outcome = Outcome::Completes;
};

// Draws jobs that a machine may be asked to run.
class JobMix
{
public:
    JobMix(const ChipLattice& lattice, Random& random);

    [[nodiscard]] std::optional<Request> draw(SizeClass size);   // nullopt when the machine has no shape of that class
    // The runs that fill most of a machine for days: the largest shape of at most `percent` of one instance.
    [[nodiscard]] std::optional<Request> flagship(std::uint32_t percent);

private:
    std::vector<Cells>& shapes(SizeClass size) { return m_shapes[static_cast<std::size_t>(size)]; }

    Random& m_random;
    std::uint32_t m_instanceCells;
    std::array<std::vector<Cells>, 3> m_shapes;   // smallest first
};

} // namespace podscape::synthesis
