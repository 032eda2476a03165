using System.Text;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class CsvFormatDetectorTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a\tb\n1,5\t2,5\n", '\t')]
    [InlineData("a;b;c\n1,5;2,5;x\n", ';')]
    [InlineData("a|b\n\"1|1\"|2\n", '|')]
    [InlineData("a\n1\n2\n", ',')]
    [InlineData("name,remark\nx,\"a; b; c\"\ny,\"d; e; f\"\n", ',')]
    [InlineData("a,b,c\n1,2,3\n4,5\n", ',')]
    public void Finds_the_separator(string text, char separator) =>
        Assert.Equal(separator, Detect(Encoding.UTF8.GetBytes(text)).Separator);

    [Theory]
    [InlineData("age,job\n39,clerk\n", true)]
    [InlineData("39,clerk\n40,clerk\n41,smith\n", false)]
    [InlineData("5\n6\n7\n", false)]
    [InlineData("name\nalice\nbob\n", true)]
    [InlineData("e,x\np,x\ne,y\n", false)]
    [InlineData(",a,b\n0,1,x\n1,2,y\n", true)]
    [InlineData("a,b,c\n", true)]
    [InlineData("2024-01-01,5\n2024-01-02,6\n", false)]
    public void Finds_the_header(string text, bool header) =>
        Assert.Equal(header, Detect(Encoding.UTF8.GetBytes(text)).HasHeader);

    [Fact]
    public void Believes_a_caller_who_knows_about_the_header() =>
        Assert.True(CsvFormatDetector.Detect(new MemoryStream("1,2\n3,4\n"u8.ToArray()), hasHeader: true).HasHeader);

    [Fact]
    public void Finds_the_encoding()
    {
        const string Text = "name,café\nzoë,5\n";
        Assert.Equal(TextEncoding.Utf8, Detect(Encoding.UTF8.GetBytes(Text)).Encoding);
        Assert.Equal(3, Detect([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)]).ByteOrderMark);
        Assert.Equal(TextEncoding.Utf16LittleEndian, Detect([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)]).Encoding);
        Assert.Equal(TextEncoding.Utf16BigEndian, Detect([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)]).Encoding);
        Assert.Equal(TextEncoding.Utf16LittleEndian, Detect(Encoding.Unicode.GetBytes(Text)).Encoding);
        Assert.Equal(TextEncoding.Utf16BigEndian, Detect(Encoding.BigEndianUnicode.GetBytes(Text)).Encoding);
        Assert.Equal(TextEncoding.Windows1252, Detect(Encoding.Latin1.GetBytes(Text)).Encoding);
    }

    [Fact]
    public void Reads_every_encoding_alike()
    {
        const string Text = "name,café\nzoë €5,5\n";
        Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, windows })
        {
            byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(Text)];
            CsvFormat format = Detect(bytes);
            using var reader = new CsvReader(format.OpenUtf8(new MemoryStream(bytes)), format.Separator);

            Assert.True(reader.Read());
            Assert.Equal("café", reader.Text(1));
            Assert.True(reader.Read());
            Assert.Equal("zoë €5", reader.Text(0));
        }
    }

    [Fact]
    public void Finds_a_character_across_chunks_valid()
    {
        // "é" straddles the border between the detector's chunks of 256 KiB at each of its places.
        for (int shift = 0; shift < 3; shift++)
        {
            string text = "a,b\n" + new string('x', (256 * 1024) - 6 + shift) + "é€𝄞,1\n";
            Assert.Equal(TextEncoding.Utf8, Detect(Encoding.UTF8.GetBytes(text)).Encoding);
        }
    }

    [Fact]
    public void Refuses_what_mixes_encodings_with_the_line()
    {
        byte[] mixed = [.. "a,b\ncafé,1\ncaf"u8, 0xE9, .. ",2\n"u8];

        CsvException fault = Assert.Throws<CsvException>(() => Detect(mixed));

        Assert.Equal(3, fault.Line);
        Assert.Contains("0xE9", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("504B0304140000000800", "ZIP")]
    [InlineData("89504E470D0A1A0A0000", "PNG")]
    [InlineData("50415231150415", "Parquet")]
    [InlineData("612C620A81018D05FF", "0x81")]
    public void Refuses_binary_files_by_what_they_are(string hex, string words) =>
        Assert.Contains(words, Assert.Throws<CsvException>(() => Detect(Convert.FromHexString(hex))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    public void Refuses_an_empty_file(string text) =>
        Assert.Equal("The file is empty.", Assert.Throws<CsvException>(() => Detect(Encoding.UTF8.GetBytes(text))).Message);

    private static CsvFormat Detect(byte[] bytes) => CsvFormatDetector.Detect(new MemoryStream(bytes));
}
