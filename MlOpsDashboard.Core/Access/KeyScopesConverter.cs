using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Access;

/// <summary>Keeps the scopes of a key as words with commas between them.</summary>
internal sealed class KeyScopesConverter() : ValueConverter<IReadOnlyList<KeyScope>, string>(
    scopes => string.Join(',', scopes.Select(scope => KeyScopeWords.Of(scope))),
    text => text.Split(',', StringSplitOptions.None).Select(word => KeyScopeWords.Parse(word)).ToArray());
