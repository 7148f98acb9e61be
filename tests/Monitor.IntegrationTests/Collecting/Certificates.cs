using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>A certificate for "*.test", made for the test run; trusted only by who is told to.</summary>
internal static class Certificates
{
    public static X509Certificate2 ForTestNames { get; } = Make();

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=harbour.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("*.test");
        names.AddDnsName("harbour.test");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(120));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
