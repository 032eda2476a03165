using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

/// <summary>Reports what breaks a rule: all of it at once, one a line, so that it can be mended at once.</summary>
internal static class Faults
{
    /// <summary>Fails with the list unless it is empty.</summary>
    public static void None<T>(IEnumerable<T> faults)
    {
        var lines = faults.Select(fault => $"{fault}").ToArray();
        Assert.True(lines.Length == 0, $"{lines.Length} break the rule:\n{string.Join('\n', lines)}");
    }
}
