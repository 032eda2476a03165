using System.Runtime.InteropServices;
using System.Text;
using static MlOpsDashboard.Tests.Support.OnnxRuntime.OnnxLibrary;

namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>Copies tensors into ONNX Runtime and out of it.</summary>
internal static unsafe class OnnxTensorMemory
{
    private const int Single = 1;
    private const int Int64 = 7;
    private const int Text = 8;
    private const int Double = 11;

    public static nint Write(OnnxValue value)
    {
        nint allocator;
        Check(((delegate* unmanaged<nint*, void*>)Function(OnnxFunctions.GetAllocatorWithDefaultOptions))(&allocator));
        nint tensor;
        fixed (long* shape = value.Shape)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, int, nint*, void*>)Function(OnnxFunctions.CreateTensorAsOrtValue))(
                allocator, shape, (nuint)value.Shape.Length, TypeOf(value.Values), &tensor));
        }

        if (value.Values is string[] texts)
        {
            WriteTexts(tensor, texts);
        }
        else
        {
            void* data = Data(tensor);
            ReadOnlySpan<byte> bytes = value.Values switch
            {
                float[] numbers => MemoryMarshal.AsBytes<float>(numbers),
                double[] numbers => MemoryMarshal.AsBytes<double>(numbers),
                _ => MemoryMarshal.AsBytes<long>((long[])value.Values),
            };
            bytes.CopyTo(new Span<byte>(data, bytes.Length));
        }

        return tensor;
    }

    public static OnnxValue Read(nint tensor)
    {
        nint info;
        int type;
        nuint rank;
        Check(((delegate* unmanaged<nint, nint*, void*>)Function(OnnxFunctions.GetTensorTypeAndShape))(tensor, &info));
        Check(((delegate* unmanaged<nint, int*, void*>)Function(OnnxFunctions.GetTensorElementType))(info, &type));
        Check(((delegate* unmanaged<nint, nuint*, void*>)Function(OnnxFunctions.GetDimensionsCount))(info, &rank));
        long[] shape = new long[rank];
        fixed (long* lengths = shape)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, void*>)Function(OnnxFunctions.GetDimensions))(info, lengths, rank));
        }

        ((delegate* unmanaged<nint, void>)Function(OnnxFunctions.ReleaseTensorTypeAndShapeInfo))(info);
        int count = (int)shape.Aggregate(1L, (product, length) => product * length);
        Array values = type switch
        {
            Text => ReadTexts(tensor, count),
            Single => new Span<float>(Data(tensor), count).ToArray(),
            Double => new Span<double>(Data(tensor), count).ToArray(),
            Int64 => new Span<long>(Data(tensor), count).ToArray(),
            _ => throw new NotSupportedException($"A tensor of the type {type}."),
        };
        return new OnnxValue(values, shape);
    }

    private static int TypeOf(Array values) => values switch
    {
        float[] => Single,
        double[] => Double,
        long[] => Int64,
        string[] => Text,
        _ => throw new NotSupportedException($"A tensor of {values.GetType()}."),
    };

    private static void* Data(nint tensor)
    {
        void* data;
        Check(((delegate* unmanaged<nint, void**, void*>)Function(OnnxFunctions.GetTensorMutableData))(tensor, &data));
        return data;
    }

    private static void WriteTexts(nint tensor, string[] texts)
    {
        nint[] pointers = Array.ConvertAll(texts, Marshal.StringToCoTaskMemUTF8);
        fixed (nint* first = pointers)
        {
            void* status = ((delegate* unmanaged<nint, nint*, nuint, void*>)Function(OnnxFunctions.FillStringTensor))(tensor, first, (nuint)texts.Length);
            Array.ForEach(pointers, Marshal.FreeCoTaskMem);
            Check(status);
        }
    }

    private static string[] ReadTexts(nint tensor, int count)
    {
        nuint length;
        Check(((delegate* unmanaged<nint, nuint*, void*>)Function(OnnxFunctions.GetStringTensorDataLength))(tensor, &length));
        byte[] bytes = new byte[length + 1];
        nuint[] starts = new nuint[count + 1];
        starts[count] = length;
        fixed (byte* to = bytes)
        fixed (nuint* first = starts)
        {
            Check(((delegate* unmanaged<nint, byte*, nuint, nuint*, nuint, void*>)Function(OnnxFunctions.GetStringTensorContent))(
                tensor, to, length, first, (nuint)count));
        }

        return [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetString(bytes, (int)starts[i], (int)(starts[i + 1] - starts[i])))];
    }
}
