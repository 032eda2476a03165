using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A test that reads these files of <see cref="SharedData" />.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(params string[] files) => Skip = SharedData.Skip(files);
}
