using System.Text.RegularExpressions;
using MlOpsDashboard.Components.Controls;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed partial class IconTests
{
    [Fact]
    public void Every_picture_that_a_page_names_is_there_and_none_is_left_over()
    {
        string sources = string.Concat(Directory.EnumerateFiles(RepositoryFolder.Combine("MlOpsDashboard", "Components"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || (file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith("AppIcons.cs", StringComparison.Ordinal)))
            .Select(File.ReadAllText));
        IEnumerable<string> named = Named().Matches(sources).Select(match => match.Groups[1].Value).Concat(NavMenu.Entries.Select(entry => entry.Icon)).Distinct();

        Assert.Empty(named.Except(AppIcons.Names));
        Assert.All(AppIcons.Names, name => Assert.Contains($"\"{name}\"", sources, StringComparison.Ordinal));
    }

    // Icon="delete" of a control, and Name="delete" of the picture itself.
    [GeneratedRegex("""(?:\bIcon|<Icon Name)="([a-z_0-9]+)""")]
    private static partial Regex Named();
}
