#include "app/Command.h"
#include "model/io/Reader.h"

#include <ostream>

namespace podscape {

namespace {

// Prints what is wrong with files, one line each: "FILE: …" for errors, "FILE: severity: kind (places): …" for findings.
class ValidateCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax kSyntax{"validate", "FILE…", "Print every error and finding of files, one a line", 1, 100'000,
            {{"--reader", {}, "ID", "Read as this format, whatever the file looks like"}}};
        return kSyntax;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        int code = kFine;
        for (const std::string& file : line.files()) {
            Progress progress;
            const Result<Document> document = readDocument(file, progress, line.text("--reader").value_or(""));
            if (!document) {
                console.out << toText(document.error()) << '\n';
                code = kFailed;
                continue;
            }
            const Report& report = std::visit([](const auto& part) -> const Report& { return part.findings; }, *document);
            for (const Finding& finding : report.findings()) {
                console.out << file << ": " << toText(finding) << '\n';
                if (finding.severity == Severity::Error)
                    code = kFailed;
            }
        }
        return code;
    }
};

} // namespace

std::unique_ptr<Command> createValidateCommand()
{
    return std::make_unique<ValidateCommand>();
}

} // namespace podscape
