#include "model/base/Error.h"

namespace podscape {

std::string toText(const Error& error)
{
    std::string text;
    for (const std::string& part : {error.subject, error.place})
        if (!part.empty())
            text += part + ": ";
    text += "expected " + error.expected + ", found " + error.found + '.';
    if (!error.hint.empty())
        text += ' ' + error.hint;
    return text;
}

} // namespace podscape
