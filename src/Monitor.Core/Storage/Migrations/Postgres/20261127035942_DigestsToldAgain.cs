using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DigestsToldAgain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ToldAgainBy",
                table: "ComposedDigests",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ComposedDigests_ComposedAt",
                table: "ComposedDigests",
                column: "ComposedAt",
                filter: "\"Content\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ComposedDigests_ComposedAt",
                table: "ComposedDigests");

            migrationBuilder.DropColumn(
                name: "ToldAgainBy",
                table: "ComposedDigests");
        }
    }
}
