using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// bUnit is referenced by file (see the project file), so AngleSharp.Diffing is in no dependency list and the runtime
/// must be told that it lies beside the tests.
/// </summary>
internal static class BunitAssemblies
{
    private const string Diffing = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Initialize()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(BunitAssemblies).Assembly)!;
        context.Resolving += Resolve;
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => name.Name == Diffing
        ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Diffing + ".dll"))
        : null;
}
