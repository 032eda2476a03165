using System.Runtime.InteropServices;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>Makes the calling thread give way to others.</summary>
internal static partial class LowPriority
{
    private const int ThisThread = 0;
    private const int Nice = 10;

    /// <summary>
    /// Lowers the calling thread's priority. <see cref="Thread.Priority"/> has no effect on Linux, where the runtime
    /// would need another scheduling class; there a thread's own nice value does it (setpriority(2): on Linux the
    /// value belongs to the thread, and 0 means the calling one).
    /// </summary>
    public static void Enter()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
        {
            // A refusal leaves the thread at normal priority, which is no reason to fail.
            _ = SetPriority(0, ThisThread, Nice);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
