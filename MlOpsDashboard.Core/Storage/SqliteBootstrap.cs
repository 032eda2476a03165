using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Makes EF Core 10 run on SQLitePCLRaw 2.0.6, although it was built against 2.1: the assembly is answered by the copy
/// beside the program, and the system's SQLite (newer, with security fixes) is preferred over the bundled 3.35.5.
/// This class can go as soon as SQLitePCLRaw 2.1.13 or later restores.
/// </summary>
internal static class SqliteBootstrap
{
    private const string CoreAssembly = "SQLitePCLRaw.core";
    private const string ProviderAssembly = "SQLitePCLRaw.provider.e_sqlite3";
    private const string BundledLibrary = "e_sqlite3";

    private const string SystemLibrary = "libsqlite3.so.0";

    /// <summary>Runs before any code of this assembly does, so nothing can open a database too early.</summary>
#pragma warning disable CA2255 // Libraries should not do this, but it is the only moment that no caller can miss.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += ResolveCore;
        NativeLibrary.SetDllImportResolver(Assembly.Load(ProviderAssembly), ResolveNative);
        SQLitePCL.Batteries_V2.Init();
    }

    private static Assembly? ResolveCore(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == CoreAssembly
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, CoreAssembly + ".dll"))
            : null;

    // Zero means: look as usual, which finds the bundled library (macOS, Windows, a Linux without SQLite).
    private static nint ResolveNative(string library, Assembly assembly, DllImportSearchPath? search) =>
        library == BundledLibrary && NativeLibrary.TryLoad(SystemLibrary, out var handle) ? handle : 0;
}
