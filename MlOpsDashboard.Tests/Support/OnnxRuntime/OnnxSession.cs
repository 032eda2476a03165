using System.Runtime.InteropServices;
using static MlOpsDashboard.Tests.Support.OnnxRuntime.OnnxLibrary;

namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>A model loaded into ONNX Runtime.</summary>
internal sealed unsafe class OnnxSession : IDisposable
{
    private readonly nint _session;
    private readonly nint _allocator;

    public OnnxSession(byte[] model)
    {
        nint options;
        nint session;
        nint allocator;
        Check(((delegate* unmanaged<nint*, void*>)Function(OnnxFunctions.CreateSessionOptions))(&options));
        Check(((delegate* unmanaged<nint, int, void*>)Function(OnnxFunctions.SetIntraOpNumThreads))(options, 1));
        fixed (byte* bytes = model)
        {
            void* status = ((delegate* unmanaged<nint, byte*, nuint, nint, nint*, void*>)Function(OnnxFunctions.CreateSessionFromArray))(
                OnnxLibrary.Environment, bytes, (nuint)model.Length, options, &session);
            ((delegate* unmanaged<nint, void>)Function(OnnxFunctions.ReleaseSessionOptions))(options);
            Check(status);
        }

        Check(((delegate* unmanaged<nint*, void*>)Function(OnnxFunctions.GetAllocatorWithDefaultOptions))(&allocator));
        (_session, _allocator) = (session, allocator);
        Inputs = Names(OnnxFunctions.SessionGetInputCount, OnnxFunctions.SessionGetInputName);
        Outputs = Names(OnnxFunctions.SessionGetOutputCount, OnnxFunctions.SessionGetOutputName);
    }

    /// <summary>The inputs' names.</summary>
    public string[] Inputs { get; }

    /// <summary>The outputs' names.</summary>
    public string[] Outputs { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">A value for each input.</param>
    /// <returns>The outputs, in the order of <see cref="Outputs"/>.</returns>
    public OnnxValue[] Run(IReadOnlyDictionary<string, OnnxValue> inputs)
    {
        nint[] inputNames = [.. inputs.Keys.Select(Marshal.StringToCoTaskMemUTF8)];
        nint[] outputNames = Array.ConvertAll(Outputs, Marshal.StringToCoTaskMemUTF8);
        nint[] inputValues = [.. inputs.Values.Select(OnnxTensorMemory.Write)];
        nint[] outputValues = new nint[Outputs.Length];
        try
        {
            fixed (nint* names = inputNames, values = inputValues, wanted = outputNames, results = outputValues)
            {
                Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, void*>)Function(OnnxFunctions.Run))(
                    _session, 0, names, values, (nuint)inputNames.Length, wanted, (nuint)outputNames.Length, results));
            }

            return Array.ConvertAll(outputValues, OnnxTensorMemory.Read);
        }
        finally
        {
            Array.ForEach([.. inputNames, .. outputNames], Marshal.FreeCoTaskMem);
            foreach (nint value in inputValues.Concat(outputValues).Where(value => value != 0))
            {
                ((delegate* unmanaged<nint, void>)Function(OnnxFunctions.ReleaseValue))(value);
            }
        }
    }

    /// <summary>An entry of the model's metadata, or null.</summary>
    public string? Metadata(string key)
    {
        nint metadata;
        byte* value;
        nint name = Marshal.StringToCoTaskMemUTF8(key);
        Check(((delegate* unmanaged<nint, nint*, void*>)Function(OnnxFunctions.SessionGetModelMetadata))(_session, &metadata));
        void* status = ((delegate* unmanaged<nint, nint, nint, byte**, void*>)Function(OnnxFunctions.ModelMetadataLookupCustomMetadataMap))(
            metadata, _allocator, name, &value);
        Marshal.FreeCoTaskMem(name);
        ((delegate* unmanaged<nint, void>)Function(OnnxFunctions.ReleaseModelMetadata))(metadata);
        Check(status);
        return value is null ? null : Take(value);
    }

    public void Dispose() => ((delegate* unmanaged<nint, void>)Function(OnnxFunctions.ReleaseSession))(_session);

    private string[] Names(int countFunction, int nameFunction)
    {
        nuint count;
        Check(((delegate* unmanaged<nint, nuint*, void*>)Function(countFunction))(_session, &count));
        string[] names = new string[count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            Check(((delegate* unmanaged<nint, nuint, nint, byte**, void*>)Function(nameFunction))(_session, i, _allocator, &name));
            names[i] = Take(name);
        }

        return names;
    }

    private string Take(byte* text)
    {
        string taken = Marshal.PtrToStringUTF8((nint)text)!;
        Check(((delegate* unmanaged<nint, byte*, void*>)Function(OnnxFunctions.AllocatorFree))(_allocator, text));
        return taken;
    }
}
