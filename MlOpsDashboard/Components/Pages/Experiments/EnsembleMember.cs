using System.Globalization;
using System.Text.RegularExpressions;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>One member of an ensemble, as the parameters <c>member_01.learner</c>, <c>.trial</c> and <c>.weight</c> tell it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Learner">Its learner.</param>
/// <param name="Trial">The number of the trial that it comes from; null when that is not known.</param>
/// <param name="Weight">Its weight as it was written.</param>
public sealed partial record EnsembleMember(int Number, string Learner, string? Trial, string Weight)
{
    /// <summary>The name of the run of its trial.</summary>
    public string RunName => $"trial {Trial}: {Learner}";

    /// <summary>What it is called.</summary>
    public string Words => Trial is null ? Number.ToString(CultureInfo.InvariantCulture) : $"trial {Trial}";

    /// <summary>Its weight as a share of all.</summary>
    public string Share => double.TryParse(Weight, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) ? $"{Display.Percent(share)} %" : Weight;

    /// <summary>Whether a parameter tells something of a member.</summary>
    /// <param name="parameter">The parameter's name.</param>
    public static bool Tells(string parameter) => Name().IsMatch(parameter);

    /// <summary>The members that parameters tell of, in their order.</summary>
    /// <param name="parameters">A run's parameters.</param>
    public static IReadOnlyList<EnsembleMember> Of(IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return
        [
            .. parameters.Select(parameter => (Match: Name().Match(parameter.Key), parameter.Value))
                .Where(told => told.Match.Success)
                .GroupBy(told => int.Parse(told.Match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
                .OrderBy(member => member.Key)
                .Select(member => Of(member.Key, member.ToDictionary(told => told.Match.Groups["what"].Value, told => told.Value, StringComparer.Ordinal))),
        ];
    }

    private static EnsembleMember Of(int number, Dictionary<string, string> told) => new(
        number,
        told.GetValueOrDefault("learner", Display.Nothing),
        told.GetValueOrDefault("trial"),
        told.GetValueOrDefault("weight", Display.Nothing));

    [GeneratedRegex(@"^(?:ensemble\.)?member_(?<number>\d{1,4})\.(?<what>learner|trial|weight)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
