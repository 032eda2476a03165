using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Keeps an enumeration as text in snake_case, the same words as in the REST contract.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class SnakeCaseEnumConverter<T>() : ValueConverter<T, string>(value => Text(value), text => Value(text))
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> s_texts = Enum.GetValues<T>().ToDictionary(v => v, v => SnakeCase.Name(v.ToString()));
    private static readonly Dictionary<string, T> s_values = s_texts.ToDictionary(t => t.Value, t => t.Key, StringComparer.Ordinal);

    private static string Text(T value) => s_texts[value];

    private static T Value(string text) => s_values[text];
}
