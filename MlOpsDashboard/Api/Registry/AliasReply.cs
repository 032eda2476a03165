using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>An alias, and the version that it names.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="ModelId">The version: <c>name:version</c>.</param>
/// <param name="Version">Its number.</param>
/// <param name="SetAt">Since when.</param>
/// <param name="SetBy">Who has set it.</param>
internal sealed record AliasReply(string Alias, string ModelId, int Version, DateTimeOffset SetAt, string SetBy)
{
    /// <summary>What is told of an alias.</summary>
    /// <param name="alias">The alias.</param>
    public static AliasReply Of(ModelAlias alias) => new(alias.Alias, $"{alias.Name}:{alias.Version}", alias.Version, alias.SetAt, alias.SetBy);
}
