using System.Runtime.InteropServices;

namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>ONNX Runtime's native library, which the build takes from the npm package <c>onnxruntime-node</c>.</summary>
internal static unsafe class OnnxLibrary
{
    /// <summary>The version of the interface: its table of functions only ever grew.</summary>
    private const uint ApiVersion = 14;

    private static readonly Lazy<nint> _functions = new(Load);
    private static readonly Lazy<nint> _environment = new(CreateEnvironment);

    /// <summary>The one environment of the process.</summary>
    public static nint Environment => _environment.Value;

    /// <summary>The reason to skip a test, or null when it has to run.</summary>
    public static string? Skip() => Requirement.Skip(
        Find() is not null, $"Needs ONNX Runtime for this system: 'npm ci --ignore-scripts' in {Folder} brings it.");

    /// <summary>A function of the interface, by its place in the table of onnxruntime_c_api.h.</summary>
    public static void* Function(int place) => ((void**)_functions.Value)[place];

    /// <summary>Throws what a status says; null is success.</summary>
    public static void Check(void* status)
    {
        if (status is null)
        {
            return;
        }

        string message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)Function(OnnxFunctions.GetErrorMessage))(status))!;
        ((delegate* unmanaged<void*, void>)Function(OnnxFunctions.ReleaseStatus))(status);
        throw new InvalidOperationException(message);
    }

    private static string Folder => RepositoryFolder.Combine("MlOpsDashboard.Tests", "Support", "OnnxRuntime");

    private static string? Find()
    {
        string bin = Path.Combine(Folder, "node_modules", "onnxruntime-node", "bin");
        (string system, string pattern) = OperatingSystem.IsWindows() ? ("win32", "onnxruntime.dll")
            : OperatingSystem.IsMacOS() ? ("darwin", "libonnxruntime.*.dylib") : ("linux", "libonnxruntime.so*");
        string machine = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return !Directory.Exists(bin) ? null : Directory.EnumerateDirectories(bin)
            .Select(version => Path.Combine(version, system, machine)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern)).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static nint Load()
    {
        string path = Find() ?? throw new FileNotFoundException($"ONNX Runtime is missing in {Folder}: run 'npm ci --ignore-scripts' there.");
        var getBase = (delegate* unmanaged<void**>)NativeLibrary.GetExport(NativeLibrary.Load(path), "OrtGetApiBase");
        nint functions = ((delegate* unmanaged<uint, nint>)getBase()[0])(ApiVersion);
        return functions != 0 ? functions : throw new InvalidOperationException($"ONNX Runtime lacks the version {ApiVersion} of its interface.");
    }

    private static nint CreateEnvironment()
    {
        const int OnlyErrors = 3;
        nint environment;
        fixed (byte* name = "tests\0"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, void*>)Function(OnnxFunctions.CreateEnv))(OnlyErrors, name, &environment));
        }

        return environment;
    }
}
