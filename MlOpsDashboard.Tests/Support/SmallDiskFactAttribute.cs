using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A test that needs a disk which it can fill.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.IsPossible ? null : "Mounting a small disk needs Linux and the right to mount.";
}
