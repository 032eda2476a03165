using System.Globalization;
using System.Numerics;
using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>
/// A number to type. What is typed stays as it is typed: a number is read with a point or a comma for its decimals and with an exponent,
/// and what is none is said to be none instead of being turned into another number.
/// </summary>
/// <typeparam name="TValue">The kind of number.</typeparam>
public sealed partial class NumberInput<TValue> : ControlBase
    where TValue : struct, INumber<TValue>
{
    private const NumberStyles Style = NumberStyles.Float;

    private string? _typed;
    private TValue? _known;
    private string? _refused;

    /// <summary>The number; null while there is none, or none that can be read.</summary>
    [Parameter]
    public TValue? Value { get; set; }

    /// <summary>Told of each change.</summary>
    [Parameter]
    public EventCallback<TValue?> ValueChanged { get; set; }

    private static bool IsWhole => typeof(TValue) == typeof(int) || typeof(TValue) == typeof(long);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // What was typed is kept until the number is set from elsewhere: 1e3 stays 1e3.
        if (_refused is null ? !Nullable.Equals(Value, _known) : Value is not null)
        {
            (_typed, _known, _refused) = (Value?.ToString(null, CultureInfo.InvariantCulture), Value, null);
        }
    }

    private static TValue? Read(string text)
    {
        string plain = text.Trim();
        plain = plain.Contains('.', StringComparison.Ordinal) ? plain : plain.Replace(',', '.');
        return TValue.TryParse(plain, Style, CultureInfo.InvariantCulture, out TValue value) && TValue.IsFinite(value) ? value : null;
    }

    private async Task TypeAsync(string? text)
    {
        _typed = text;
        _known = string.IsNullOrWhiteSpace(text) ? null : Read(text);
        _refused = _known is null && !string.IsNullOrWhiteSpace(text) ? $"'{text}' is no {(IsWhole ? "whole " : "")}number." : null;
        await ValueChanged.InvokeAsync(_known);
    }
}
